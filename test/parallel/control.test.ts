import { afterEach, expect, test, vi } from 'vitest';
import { Control } from '../../dist/parallel/control.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What `act` does to the shared words, in its order: the order is what the protocol stands on. */
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

test('a worker is inside only where it says so first and finds a task open after', () => {
  const control = Control.create(2);
  expect(control.signOn(1)).toBe(true);
  expect(control.enter(1)).toBe(undefined);
  control.leave(1);
  control.open();
  const [says, looks] = accesses(() => expect(control.enter(1)).toBeTypeOf('number'));
  expect([says.split(' ')[0], looks]).toEqual(['store', 'load 0']);
  expect(control.isInside(1)).toBe(true);
  control.close();
  expect(control.isInside(1)).toBe(true);
  control.leave(1);
  expect(control.isInside(1)).toBe(false);
  expect(control.enter(1)).toBe(undefined);
});

test('a worker leaves first and looks after whether a message is asked for, which one worker sends', () => {
  const control = Control.create(3);
  for (const slot of [1, 2]) control.signOn(slot);
  control.open();
  for (const slot of [1, 2]) control.enter(slot);
  control.close();
  control.askForMessage();
  const order = accesses(() => expect(control.leave(1)).toBe(true)).map((access) => access.split(' ')[0]);
  expect(order).toEqual(['store', 'load', 'compareExchange']);
  expect(control.leave(2)).toBe(false);
  control.askForMessage();
  expect(control.leave(2)).toBe(true);
});

test('a chunk is taken once', () => {
  const control = Control.create(2);
  control.setAside(1, 3, 5);
  expect([1, 2, 3, 4].map(() => control.take(1))).toEqual([3, 4, -1, -1]);
  expect(control.take(0)).toBe(-1);
  control.setAside(1, 0, 1);
  const order = accesses(() => control.take(1)).map((access) => access.split(' ')[0]);
  expect(order).toEqual(['load', 'add']); // nothing between reading the number and counting on
});

test('a worker that was refused does not sign on, and one that has signed on is not refused', () => {
  const control = Control.create(3);
  expect(control.refuse(1)).toBe(true);
  expect(control.signOn(1)).toBe(false);
  expect(control.signOn(2)).toBe(true);
  expect(control.refuse(2)).toBe(false);
});

test('only a worker that ends inside takes something with it', () => {
  const control = Control.create(2);
  control.signOn(1);
  expect(control.strikeOff(1)).toBe(false);
  const other = Control.create(2);
  other.signOn(1);
  other.open();
  other.enter(1);
  expect(other.strikeOff(1)).toBe(true);
  expect(other.isInside(1)).toBe(false);
});
