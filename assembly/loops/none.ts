/** The address of a dy that is not given: the gradient is then f'(x) itself. No array begins there, 4 bytes aligned. */
export const NONE: usize = 0xffffffff;
