/** The address of an input that is not given: a bias, a dy or a times. No array begins there, 4 bytes aligned. */
export const NONE: usize = 0xffffffff;
