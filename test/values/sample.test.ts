/**
 * A sample of all 2^32 float32 inputs, by a prime stride, and the edges of every exponent, against the definition.
 * `npm run test:exhaustive` takes all of them.
 */
import { describe, test } from 'vitest';
import { same } from '../support/bits.js';
import { type Call, sweptCalls } from '../support/calls.js';
import { everyNth, exponentEdges, SAMPLE_STRIDE, scrambled } from '../support/inputs.js';
import { backends } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

/** A prime. */
const STRIDE = thorough(SAMPLE_STRIDE, 524_287);

const inputs = [
  { inputs: `every ${STRIDE.toLocaleString('en')}th input`, x: everyNth(STRIDE) },
  { inputs: "every exponent's edges", x: exponentEdges() },
].map((sample) => ({ ...sample, dy: scrambled(sample.x.length, 9) }));

describe.each(inputs)('$inputs', ({ x: sample, dy: factors }) => {
  const rooms = backends.map((subject) => ({
    subject,
    x: subject.array(sample.length),
    dy: subject.array(sample.length),
    out: subject.array(sample.length),
  }));
  for (const { x, dy } of rooms) {
    x.set(sample);
    dy.set(factors);
  }

  test.each(sweptCalls)('$name', (call: Call) => {
    const expected = call.expected(sample, factors);
    for (const { subject, x, dy, out } of rooms) {
      out.fill(12345);
      call.run(subject.api, x, dy, out);
      same(out, expected, () => subject.name, { x, dy });
    }
  });
});
