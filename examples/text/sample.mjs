import { CHARACTERS, decode, encode } from './data.mjs';
import { startState } from './model.mjs';

/** Below 1: likely characters become likelier. */
const TEMPERATURE = 0.6;

/**
 * A character by its probability.
 *
 * @param {Float32Array} logits
 * @param {() => number} random
 */
function draw(logits, random) {
  const likely = logits.subarray(0, CHARACTERS);
  const most = Math.max(...likely);
  const shares = Array.from(likely, (logit) => Math.exp((logit - most) / TEMPERATURE));
  let left = random() * shares.reduce((sum, share) => sum + share);
  return Math.max(
    shares.findIndex((share) => {
      left -= share;
      return left < 0;
    }),
    0,
  );
}

/**
 * Text that the model goes on with: each character is drawn and then read.
 *
 * @param {import('./model.mjs').Model} model
 * @param {string} start
 * @param {number} length
 * @param {() => number} random
 */
export function sample(model, start, length, random) {
  const room = model.room(1, 1);
  const codes = [...encode(start)];
  for (let i = 0; i < start.length + length - 1; i++) {
    startState(room, i === 0);
    model.forward(Uint8Array.of(codes[i]), room);
    if (i >= start.length - 1) codes.push(draw(room.logits, random));
  }
  return decode(codes);
}
