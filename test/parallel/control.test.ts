import { afterEach, expect, test, vi } from 'vitest';
import { Control } from '../../build/modules/parallel/control.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What `act` does to the shared words, in its order: the order is what the protocol depends on. */
function accesses(act: () => void): string[] {
  const seen: string[] = [];
  for (const name of ['load', 'store', 'add', 'compareExchange', 'notify'] as const) {
    const original = Atomics[name] as (...args: unknown[]) => unknown;
    vi.spyOn(Atomics, name).mockImplementation((...args: unknown[]) => {
      seen.push(`${name} ${args[1]}`);
      return original(...args) as never;
    });
  }
  act();
  vi.restoreAllMocks();
  return seen;
}

test('a worker is inside only where it sets its state first and finds a task open after', () => {
  const control = Control.create(2);
  expect(control.start(1)).toBe(true);
  expect(control.enter(1)).toBe(undefined);
  control.leave(1, 0);
  control.open();
  const [first, second] = accesses(() => expect(control.enter(1)).toBeTypeOf('number'));
  expect([first.split(' ')[0], second]).toEqual(['store', 'load 0']);
  expect(control.isInside(1)).toBe(true);
  control.close();
  expect(control.isInside(1)).toBe(true);
  control.leave(1, 1);
  expect(control.isInside(1)).toBe(false);
  expect(control.enter(1)).toBe(undefined);
});

test('a task stays open where all workers have left it, and is closed where one might still enter', () => {
  const control = Control.create(3);
  for (const slot of [1, 2]) control.start(slot);
  control.open();
  const number = control.enter(1) as number;
  expect(control.isOut(1)).toBe(false);
  control.leave(1, number);
  expect(accesses(() => expect(control.isOut(1)).toBe(true))).toHaveLength(1);
  // Closing comes between the read that finds a worker that might enter and the one that decides.
  const [first, close, second] = accesses(() => expect(control.isOut(2)).toBe(true));
  expect(close).toBe('store 0');
  expect(second).toBe(first);
  expect(first).toMatch(/^load /);
  expect(control.enter(2)).toBe(undefined);
  expect(control.isOut(2)).toBe(false);
  control.leave(2, 0);
  expect(control.isOut(2)).toBe(true);

  control.open();
  const next = control.enter(2);
  expect(next).toBe(number + 2);
  expect(control.isOut(2)).toBe(false);
  control.leave(2, next as number);
  expect(control.isOut(2)).toBe(true);
});

test('tasks have odd numbers that start again before they leave the small integers', () => {
  const control = Control.create(2);
  const words = new Int32Array(control.block);
  for (const last of [2 ** 30 - 1, 2 ** 30]) {
    words[0] = last;
    control.open();
    expect(words[0]).toBe(1);
  }
  control.close();
  control.close();
  expect(words[0]).toBe(2);
  control.open();
  expect(words[0]).toBe(3);
});

test('a worker leaves first and reads after whether a message is requested, which one worker sends', () => {
  const control = Control.create(3);
  for (const slot of [1, 2]) control.start(slot);
  control.open();
  for (const slot of [1, 2]) control.enter(slot);
  control.close();
  control.requestMessage();
  const order = accesses(() => expect(control.leave(1, 1)).toBe(true)).map((access) => access.split(' ')[0]);
  expect(order).toEqual(['store', 'load', 'compareExchange']);
  expect(control.leave(2, 1)).toBe(false);
  control.requestMessage();
  expect(control.leave(2, 1)).toBe(true);
});

test('a line is taken once', () => {
  const control = Control.create(2);
  control.setRange(1, 3, 8);
  expect([1, 2, 3, 4].map(() => control.takeChunk(1, 2))).toEqual([3, 5, 7, -1]);
  expect(control.end(1)).toBe(8);
  expect(control.takeChunk(0, 2)).toBe(-1);
  control.setRange(1, 0, 1);
  const order = accesses(() => control.takeChunk(1, 1)).map((access) => access.split(' ')[0]);
  expect(order).toEqual(['load', 'add']); // nothing between reading the number and adding to it
});

test('a worker whose start was cancelled does not start, and the start of one that has started is not cancelled', () => {
  const control = Control.create(3);
  expect(control.cancelStart(1)).toBe(true);
  expect(control.start(1)).toBe(false);
  expect(control.start(2)).toBe(true);
  expect(control.cancelStart(2)).toBe(false);
});

test('only a worker that ends inside affects a task', () => {
  const control = Control.create(2);
  control.start(1);
  expect(control.markEnded(1)).toBe(false);
  const other = Control.create(2);
  other.start(1);
  other.open();
  other.enter(1);
  expect(other.markEnded(1)).toBe(true);
  expect(other.isOut(1)).toBe(true);
});
