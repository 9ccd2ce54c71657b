/** Every mistake with every argument, on threads: the promise is rejected with the synchronous function's error, and nothing is written. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argumentsOf, mistakesIn } from '../api/bad-input/mistakes.js';
import { functions, placesOf } from '../support/functions.js';
import { createFixture, type Fixture } from './support.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture({ threads: 2, memoryBytes: 2 ** 21 });
});
afterAll(() => fixture.act.dispose());

test.each(functions)('$fn', async (callee) => {
  const { act } = fixture;
  const places = placesOf(act.alloc, 300);
  const before = Object.values(places).map((array) => array.slice());
  for (const mistake of mistakesIn(callee, places)) {
    const { args } = argumentsOf(callee, places, mistake);
    const promise = callee.call(act, ...args); // throws nothing
    expect(promise).toBeInstanceOf(Promise);
    const error = await (promise as Promise<unknown>).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(mistake.error);
    expect((error as Error).message).toBe(`${callee.fn}: ${mistake.message}`);
  }
  expect(Object.values(places)).toEqual(before);
});
