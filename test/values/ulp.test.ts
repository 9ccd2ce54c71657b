import { expect, test } from 'vitest';
import { ulpError, unitAt } from '../../tools/ulp.js';

const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;
const SMALLEST = 2 ** -149;

test.each([
  [1, 2 ** -23],
  [2 - 2 ** -24, 2 ** -23],
  [0.999, 2 ** -24],
  [-4, 2 ** -21],
  [0, SMALLEST],
  [2 ** -149, SMALLEST],
  [2 ** 127, 2 ** 104],
  [2 ** 200, 2 ** 104],
])('the unit at %d is %d', (value, unit) => {
  expect(unitAt(value)).toBe(unit);
});

test.each([
  [1, 1, 0],
  [1, 1 + 2 ** -24, 0.5],
  [1 - 2 ** -24, 1, 0.5],
  [0, SMALLEST / 4, 0.25],
  [-0, -SMALLEST / 4, 0.25],
  [0, -SMALLEST / 4, INF],
  [-0, 0, INF],
  [NAN, NAN, 0],
  [NAN, 1, INF],
  [1, NAN, INF],
  [INF, INF, 0],
  [INF, 2 ** 128 - 2 ** 103, 0.5],
  [INF, 2 ** 128 - 2 ** 104, 1],
  [INF, 2 ** 200, 0],
  [-INF, INF, 2 ** 25],
  [2 ** 128 - 2 ** 104, INF, 1],
])('%d for exactly %d is off by %d', (given, exact, error) => {
  expect(ulpError(given, exact)).toBe(error);
});
