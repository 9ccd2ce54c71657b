// TensorFlow.js's own tests with our kernels: see USAGE.
import { createRequire } from 'node:module';
import { accelerate } from 'wasm-activations/tfjs';
import { parseOptions } from '../../tools/options.mjs';
import { load, tensorFlow } from './bundle.mjs';

const USAGE = `usage: npm run test:tfjs

TensorFlow.js's own published specs of the activations and of their gradients, on both backends, twice: with its own
kernels and with ours. Fails where a spec fails with ours that passes without, and where one of ours never ran.`;

parseOptions({}, USAGE);

const BACKENDS = ['wasm', 'cpu'];
/** Under @tensorflow/tfjs-core/dist/ops; prelu's specs are in binary_ops. */
const SPECS = [
  ...['relu', 'leaky_relu', 'relu6', 'binary_ops', 'elu', 'selu', 'step'],
  ...['sigmoid', 'softmax', 'softplus', 'tanh'],
];

const jasmineCore = createRequire(import.meta.url)('jasmine-core');
jasmineCore.installGlobals(globalThis);
const jasmine = jasmineCore.jasmine.getEnv();
jasmine.configure({ random: false, autoCleanClosures: false }); // to run twice

const { tf } = await load(`
  ${tensorFlow}
  import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
  import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
  setTestEnvs(${JSON.stringify(BACKENDS.map((name) => ({ name, backendName: name, isDataSync: true })))});
  ${SPECS.map((name) => `require('@tensorflow/tfjs-core/dist/ops/${name}_test');`).join('\n')}
`);

/** The kernels that are replaced. */
const { replaced, restore } = accelerate(tf, { prefer: 'accuracy' });
const KERNELS = [...new Set(replaced.flatMap(({ kernel }) => kernel ?? []))];
restore();

/** Calls by `backend kernel part`. */
class Counts extends Map {
  /** @param {string} key */
  add(key) {
    this.set(key, this.of(key) + 1);
  }
  /** @param {string} key @returns {number} */
  of(key) {
    return this.get(key) ?? 0;
  }
}

/**
 * Puts a count in front of what is registered now.
 * @param {Counts} counts
 */
function count(counts) {
  for (const kernel of KERNELS) {
    for (const backend of BACKENDS) {
      const config = tf.getKernel(kernel, backend);
      tf.unregisterKernel(kernel, backend);
      tf.registerKernel({
        ...config,
        /** @param {unknown} args */
        kernelFunc(args) {
          counts.add(`${backend} ${kernel} forward`);
          return config.kernelFunc(args);
        },
      });
    }
    const config = tf.getGradient(kernel);
    tf.unregisterGradient(kernel);
    // Made from it, and not a copy: what it saves depends on the backend.
    tf.registerGradient(
      Object.assign(Object.create(config), {
        /** @param {unknown[]} args */
        gradFunc(...args) {
          const gradients = Object.entries(config.gradFunc(...args));
          return Object.fromEntries(
            gradients.map(([input, gradient]) => [
              input,
              () => {
                counts.add(`${tf.getBackend()} ${kernel} gradient`);
                return gradient();
              },
            ]),
          );
        },
      }),
    );
  }
}

/** @type {Map<string, string>} */
let outcomes = new Map();
jasmine.addReporter({
  /** @param {{ fullName: string, status: string, failedExpectations: { message: string }[] }} result */
  specDone({ fullName, status, failedExpectations }) {
    // The name of a spec may come twice in one file.
    let name = fullName;
    for (let n = 2; outcomes.has(name); n++) name = `${fullName} (${n})`;
    outcomes.set(name, status === 'failed' ? failedExpectations[0].message.split('\n')[0] : status);
  },
});

async function run() {
  outcomes = new Map();
  await jasmine.execute();
  return outcomes;
}

// A call that goes through the outer count and not on to the inner one was answered by ours.
const inner = new Counts();
const outer = new Counts();
count(inner);
const own = await run();
inner.clear();
accelerate(tf, { prefer: 'accuracy' });
count(outer);
const ours = await run();

/** @param {string} outcome */
const failed = (outcome) => outcome !== 'passed';
let wrong = false;

for (const backend of BACKENDS) {
  const names = [...own.keys()].filter((name) => name.includes(` ${backend} {}`));
  /** @param {Map<string, string>} outcomes */
  const failures = (outcomes) => names.filter((name) => failed(outcomes.get(name) ?? 'did not run'));
  console.log(
    `${backend}: ${names.length} specs, ${failures(own).length} fail with TensorFlow.js's own kernels, ${failures(ours).length} with ours`,
  );
  if (names.length === 0) wrong = true;
  /** @param {Counts} counts */
  const all = (counts) => [...counts].reduce((sum, [key, n]) => sum + (key.startsWith(`${backend} `) ? n : 0), 0);
  console.log(`  ${all(outer) - all(inner)} of ${all(outer)} calls were ours`);
  for (const name of failures(own)) console.log(`  fails with its own: ${name}: ${own.get(name)}`);
  for (const name of failures(ours)) {
    if (ours.get(name) === own.get(name)) continue;
    wrong = true;
    console.log(`  FAILS WITH OURS: ${name}: ${ours.get(name)}`);
  }
  for (const kernel of KERNELS) {
    for (const part of ['forward', 'gradient']) {
      const key = `${backend} ${kernel} ${part}`;
      const hits = outer.of(key) - inner.of(key);
      console.log(`  ${kernel} ${part}: ${hits} of ${outer.of(key)} calls were ours${hits === 0 ? ': NONE' : ''}`);
      if (hits === 0) wrong = true;
    }
  }
}
process.exitCode = wrong ? 1 : 0;
