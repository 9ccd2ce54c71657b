/**
 * Whether `npm run test:slow` runs the tests, in which each tries all that it can, or `npm test`, in which some try less. What they
 * leave out there is part of `.ci/run`.
 */
export const isThorough = process.env.THOROUGH === '1';

/** The first where `npm run test:slow` runs the tests, else the second. */
export function thorough<T>(all: T, some: T): T {
  return isThorough ? all : some;
}
