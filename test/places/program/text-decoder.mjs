// @assemblyscript/loader makes a TextDecoder when it is imported, and audio worklets have none. It is for strings, of which
// the kernels have none either.
Object.assign(globalThis, { TextDecoder: class {} });
