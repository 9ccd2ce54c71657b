/** The address of a dy that is not given (assembly/loops/none.ts). Imports nothing: the workers of src/parallel/ load it too. */
export const NONE = 2 ** 32 - 1;
