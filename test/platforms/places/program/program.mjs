/**
 * The small program that every place runs: each activation and its gradients on 100,000 values, on ordinary arrays and
 * in place on arrays of `alloc`, by the backend that was chosen there and by the twins. Results are reported as hashes.
 *
 * It imports nothing, so that each host can load the package in its own way.
 *
 * @typedef {Record<string, string>} Hashes
 * @typedef {object} Outcome
 * @property {string} backend
 * @property {string} reason
 * @property {boolean} flushes
 * @property {Hashes} hashes
 * @property {Hashes} twins
 * @property {{ hashes: Hashes, twins: Hashes } | undefined} float16 the same on float16 arrays, where the engine has them
 * @typedef {Pick<import('wasm-activations').Activations, 'alloc'>} Instance
 * @typedef {import('wasm-activations').Activation<object, import('wasm-activations').KinkOption>} Activation
 */

const LENGTH = 100_000;
/** All float16 numbers, and as many again as make whole rows and turns of the channels. */
const HALF_LENGTH = 2 ** 16 + 4;
const LARGEST = 3.4028234663852886e38;
const SPECIAL = [Number.NaN, 0, -0, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 2 ** -126, -(2 ** -126)];
SPECIAL.push(LARGEST, -LARGEST, 1, -1);

/**
 * Instead of the defaults alone. A slope above 1 takes another path through the kernel than one below. Short rows, since a row with a NaN is
 * all NaN.
 *
 * @type {Record<string, object[]>}
 */
const PARAMETERS = {
  leakyRelu: [{}, { alpha: 1.5 }],
  prelu: [{ alpha: [0.25, -2, 0.01, 0.5] }, { alpha: [1.5, 0], inner: 5 }],
};
const ROWS = [{ size: 4 }, { size: 10 }];

/**
 * Any bits at all, subnormals and NaNs among them, by xorshift32: only integers, so the same in every engine.
 * The first ones are special values, `every` of each in a row.
 *
 * @param {number} seed
 * @param {number} every
 */
function values(seed, every) {
  const array = new Float32Array(LENGTH);
  const bits = new Int32Array(array.buffer);
  let state = seed;
  for (let i = 0; i < LENGTH; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bits[i] = state;
  }
  for (let i = 0; i < SPECIAL.length ** 2; i++) array[i] = SPECIAL[Math.floor(i / every) % SPECIAL.length];
  return array;
}

/**
 * All float16 numbers; none where the engine has no Float16Array.
 *
 * @param {number} step an odd number, which puts them into an order of its own
 * @returns {Float32Array | undefined}
 */
function halfValues(step) {
  const { Float16Array } = /** @type {any} */ (globalThis);
  const bits = Uint16Array.from({ length: HALF_LENGTH }, (_, i) => i * step);
  return Float16Array && new Float16Array(bits.buffer);
}

/** Any NaN counts as any other. The shift carries high bits down, or two flipped signs would cancel out. @param {Float32Array} array */
function hash(array) {
  const Bits = array.BYTES_PER_ELEMENT === 2 ? Uint16Array : Int32Array;
  const bits = new Bits(/** @type {ArrayBuffer} */ (array.buffer), array.byteOffset, array.length);
  let h = 0;
  for (let i = 0; i < array.length; i++) {
    h = Math.imul(h ^ (Number.isNaN(array[i]) ? 0x7fc00000 : bits[i]), 0x9e3779b1);
    h ^= h >>> 15;
  }
  return (h >>> 0).toString(16).padStart(8, '0');
}

/**
 * The choices of a derivative that a function offers: none where it has no kinks, since it then has no such option.
 *
 * @param {Activation} activation
 * @param {object} parameters
 * @returns {import('wasm-activations').KinkOption[]}
 */
function sides(activation, parameters) {
  try {
    activation.grad([], { ...parameters, kink: 'left' });
    return [{ kink: 'right' }, { kink: 'left' }, { kink: 'min' }];
  } catch {
    return [{}];
  }
}

/**
 * Each call, by name, of the functions of `synchronous`. They are made on another instance, whose functions may return promises.
 *
 * @param {typeof import('wasm-activations')} synchronous
 * @returns {[name: string, call: (instance: Instance, x: Float32Array, dy: Float32Array, out?: Float32Array) => Float32Array][]}
 */
function calls(synchronous) {
  return Object.entries(synchronous).flatMap(([name, member]) => {
    const activation = /** @type {Activation | undefined} */ (/** @type {unknown} */ (member));
    if (activation?.grad === undefined) return [];
    /** @param {Instance} instance @returns {Activation} */
    const of = (instance) => Reflect.get(instance, name);
    const isOfRows = /** @type {string} */ (activation.kind) === 'rows';
    return (isOfRows ? ROWS : (PARAMETERS[name] ?? [{}])).flatMap((parameters) => {
      const called = `${name} ${JSON.stringify(parameters)}`;
      /** @type {ReturnType<typeof calls>} */
      const found = [[called, (instance, x, _, out) => of(instance)(x, { ...parameters, out })]];
      for (const side of sides(activation, parameters)) {
        const options = { ...parameters, ...side };
        const { kink = 'no kink' } = side;
        // The gradient of a row is defined by its dy alone.
        if (!isOfRows) {
          found.push([`${called} grad, ${kink}`, (instance, x, _, out) => of(instance).grad(x, { ...options, out })]);
        }
        found.push([
          `${called} grad of dy, ${kink}`,
          (instance, x, dy, out) => of(instance).grad(x, { ...options, dy, out }),
        ]);
      }
      return found;
    });
  });
}

/** Whether this thread makes JavaScript flush subnormal numbers to zero: then no program can give the right bits. */
function flushes() {
  const tiny = Float32Array.of(2 ** -148);
  tiny[0] *= 0.5;
  return tiny[0] === 0;
}

/** @param {Instance} instance */
function arrays(instance) {
  // One value of x beside each value of dy.
  const x = values(1, 1);
  const dy = values(2, SPECIAL.length);
  const residentX = instance.alloc(LENGTH);
  const residentDy = instance.alloc(LENGTH);
  residentDy.set(dy);
  return { x, dy, residentX, residentDy };
}

/** @param {typeof import('wasm-activations')} activations @param {Instance} instance */
function hashes(activations, instance) {
  const { x, dy, residentX, residentDy } = arrays(instance);
  /** @type {Record<string, string>} */
  const found = {};
  for (const [name, call] of calls(activations)) {
    found[name] = hash(call(instance, x, dy));
    residentX.set(x);
    found[`${name}, in place`] = hash(call(instance, residentX, residentDy, residentX));
  }
  return found;
}

/** The same where functions return promises. @param {typeof import('wasm-activations')} activations @param {Instance} instance */
async function promisedHashes(activations, instance) {
  const { x, dy, residentX, residentDy } = arrays(instance);
  /** @type {Record<string, string>} */
  const found = {};
  for (const [name, call] of calls(activations)) {
    found[name] = hash(await call(instance, x, dy));
    residentX.set(x);
    found[`${name}, in place`] = hash(await call(instance, residentX, residentDy, residentX));
  }
  return found;
}

/**
 * The results of all calls on float16 arrays, which are float16 arrays too: promises where the instance's functions return those.
 *
 * @param {typeof import('wasm-activations')} activations
 * @param {Instance} instance
 * @returns {[name: string, result: Float32Array][] | undefined}
 */
function halfResults(activations, instance) {
  const x = halfValues(1);
  const dy = halfValues(40_503);
  return x && dy && calls(activations).map(([name, call]) => [name, call(instance, x, dy)]);
}

/** @param {readonly [name: string, result: Float32Array][]} results */
const hashed = (results) => Object.fromEntries(results.map(([name, result]) => [name, hash(result)]));

/**
 * @param {typeof import('wasm-activations')} activations
 * @returns {Outcome}
 */
export function program(activations) {
  const { name, reason } = activations.backend;
  // Such a place is skipped. It would take minutes in Firefox's audio worklet, whose twins are slow.
  if (flushes()) return { backend: name, reason, flushes: true, hashes: {}, twins: {}, float16: undefined };
  const twins = activations.createActivations({ backend: 'js' });
  const half = halfResults(activations, activations);
  const halfTwins = halfResults(activations, twins);
  return {
    backend: name,
    reason,
    flushes: false,
    hashes: hashes(activations, activations),
    twins: hashes(activations, twins),
    float16: half && halfTwins && { hashes: hashed(half), twins: hashed(halfTwins) },
  };
}

/**
 * The same on two threads.
 *
 * @param {typeof import('wasm-activations')} activations
 * @param {typeof import('wasm-activations/parallel')} parallel
 * @returns {Promise<Outcome>}
 */
export async function threadedProgram(activations, { createParallelActivations }) {
  const threaded = await createParallelActivations({ threads: 2 });
  try {
    const { name, reason, threads } = threaded.backend;
    if (threads !== 2) throw new Error(`${threads} threads run: ${reason}`);
    const instance = /** @type {Instance} */ (/** @type {unknown} */ (threaded));
    const found = await promisedHashes(activations, instance);
    const twins = activations.createActivations({ backend: 'js' });
    const half = halfResults(activations, instance);
    const halfTwins = halfResults(activations, twins);
    /** @type {[name: string, result: Float32Array][] | undefined} */
    const awaited = half && (await Promise.all(half.map(async ([called, result]) => [called, await result])));
    return {
      backend: name,
      reason,
      flushes: flushes(),
      hashes: found,
      twins: hashes(activations, twins),
      float16: awaited && halfTwins && { hashes: hashed(awaited), twins: hashed(halfTwins) },
    };
  } finally {
    await threaded.dispose();
  }
}
