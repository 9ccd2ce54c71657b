import { alloc, backend, createActivations, relu } from 'wasm-activations';
import { inTurn, windows } from './measure.mjs';
import { xorshift } from './random.mjs';

const LENGTHS = [1_024, 65_536, 1_048_576];
const MILLISECONDS_EACH = 800;

/**
 * What one writes without a library.
 *
 * @param {Float32Array} x
 * @param {Float32Array} y
 */
function handLoop(x, y) {
  for (let i = 0; i < x.length; i++) {
    const v = x[i];
    // biome-ignore lint/complexity/useMathMinMax: the loop to compare with is the one that people write
    y[i] = v > 0 ? v : 0;
  }
}

const js = createActivations({ backend: 'js' });

/** @typedef {(length: number) => Float32Array} Allocate */

/**
 * Ways to apply relu: what to do, and where its arrays lie.
 *
 * @type {Record<string, { run: (x: Float32Array, out: Float32Array) => void, make: Allocate }>}
 */
const contenders = {
  ...(backend.name === 'wasm' && {
    "wasm, alloc'ed arrays": { run: (x, out) => relu(x, { out }), make: alloc },
    'wasm, ordinary arrays': { run: (x, out) => relu(x, { out }), make: (length) => new Float32Array(length) },
  }),
  TypeScript: { run: (x, out) => js.relu(x, { out }), make: js.alloc },
  'hand loop': { run: handLoop, make: (length) => new Float32Array(length) },
};

/**
 * Billion elements a second for every contender at one length, after all have given the same bits.
 *
 * @param {number} length
 * @param {() => number} random
 */
function speeds(length, random) {
  const inputs = windows(length, random);
  const tasks = Object.entries(contenders).map(([name, { run, make }]) => {
    const own = inputs.map((x) => {
      const copy = make(length);
      copy.set(x);
      return copy;
    });
    const out = make(length);
    const wanted = new Float32Array(length);
    for (const [w, x] of own.entries()) {
      run(x, out);
      handLoop(inputs[w], wanted);
      if (Buffer.compare(bytes(out), bytes(wanted)) !== 0) throw new Error(`${name}: not what the hand loop gives`);
    }
    return () => {
      for (const x of own) run(x, out);
    };
  });
  const elements = inputs.length * length;
  return inTurn(tasks, MILLISECONDS_EACH).map((milliseconds) => elements / milliseconds / 1e6);
}

/** @param {Float32Array} array */
function bytes(array) {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

/** A row for each length, under a row of headings. */
export function compareBackends() {
  const random = xorshift();
  return [
    ['elements', ...Object.keys(contenders)],
    ...LENGTHS.map((length) => [
      length.toLocaleString('en'),
      ...speeds(length, random).map((speed) => speed.toPrecision(2)),
    ]),
  ];
}
