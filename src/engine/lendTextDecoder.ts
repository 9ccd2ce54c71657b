/**
 * @assemblyscript/loader makes a TextDecoder when it is imported. It is for strings, of which these kernels have none, but
 * an audio worklet has no TextDecoder, so that the import would throw there. A stub stands in for as long as that takes:
 * modules are evaluated in the order in which they are imported, without a pause (`loader.ts`).
 */
export const isStub = typeof TextDecoder === 'undefined';

if (isStub) Object.assign(globalThis, { TextDecoder: class {} });
