/**
 * The address of an input that is not given: as an unsigned number that of assembly/loops/none.ts. A negative one is no object for V8, which
 * converts it at each call (2 ns of 90 each, Node 20). Imports nothing: the workers of src/parallel/ load it too.
 */
export const NONE = -1;
