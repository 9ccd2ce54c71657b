/**
 * The tests that the mutants of some files are tried on, those first that are quick and notice most. They are a part of `npm test`: of
 * functions that share code one for each kind of code is enough.
 * `isElsewhere`: mutants also run in other threads or processes, so that nobody can tell which tests use which.
 * @typedef {{ files: RegExp, isElsewhere?: boolean, tests: readonly (string | readonly [name: string, only: RegExp])[] }} Group
 */

/** Two kinks or one, none, parameters that are rounded, rows, channels. */
const FUNCTIONS = /> (relu6|leakyRelu|hardtanh|hardShrink|squareplus|hardSigmoid|silu|prelu|softmax|channelSums)\b/;
/** JavaScript, and arrays in linear memory. */
const ON_BOTH = new RegExp(`> (js|wasm, arrays in its own memory) ${FUNCTIONS.source}|^[^>]*> [^>]*$`);
/** float16, which newer versions of Node have: JavaScript, and what is copied into a memory. Loops of float32, of float64, rows and sums. */
const HALF = /> (js|wasm, ordinary arrays|wasm, arrays in a memory that was brought) > (relu|gelu|rows|refuses)\b/;

/** @type {readonly Group[]} */
const GROUPS = [
  {
    files: /^src\/calls\//,
    tests: [
      ['api/bad-input/functions', ON_BOTH],
      'api/bad-input/instance',
      ['arrays/surroundings', /> (js|wasm, ordinary arrays) > (hardtanh|silu|prelu) > 5 /],
      ['arrays/axes', /> js .* of (1|5|3|16|4), /],
      ['values/values', ON_BOTH],
      ['arrays/aliases', /> js > leakyRelu/],
      ['api/accepted', /> js /],
      ['arrays/memory/own', /exports|js has|default|rounded|GiB|console/],
      'values/channelSums',
      ['values/prelu', /> js > (3 channels of 16|37 channels of 1, 5)/],
      ['values/float16', HALF],
      'tfjs/choice',
      'tfjs/tensorActivations',
    ],
  },
  {
    files: /^src\/engine\/(choose|linear|automatic|embedded|compile|decode|js|wasm)\.ts/,
    tests: [
      'api/bad-input/instance',
      ['arrays/memory/alloc', /exhaustion|begin at/],
      ['arrays/memory/own', /GiB|rounded|default|grow|js has|exports|refused|scratch/],
      ['arrays/memory/brought', /embedded.*: (in place$|only x)|owner|touches nothing$|no page/],
      ['arrays/memory/rows', /made for|refused/],
      'values/subnormals',
      ['values/float16', HALF],
    ],
  },
  {
    files: /^src\/engine\/(broadcast|slopes|spans|surrounded)\.ts/,
    tests: [
      [
        'arrays/surroundings',
        /> (js|wasm, (ordinary arrays|arrays in (its own memory|a memory that was brought))) > (hardtanh|prelu) > (5|7|2100) |but one of them/,
      ],
      ['arrays/memory/scratch', /gelu|prelu/],
      ['arrays/memory/own', /in place/],
      ['arrays/memory/brought', /not copied/],
      'arrays/parts',
      [
        'values/prelu',
        /> wasm, (ordinary arrays|arrays in (its own|a) memory).* > (2|3|5|37|64|1500|5000) channels of .*bits/,
      ],
    ],
  },
  {
    files: /^src\/engine\/(rows|workspace|sums)\.ts/,
    tests: [
      'arrays/axes',
      ['arrays/memory/rows', /made for|not used|refused|: 7 |4097|keep|through/],
      ['arrays/memory/own', /sums/],
      'values/channelSums',
      ['values/prelu', /alpha's/],
      ['values/float16', HALF],
      ['arrays/parts', /rows of/],
      ['parallel/rows', /is refused memory/],
    ],
  },
  {
    files: /^src\/engine\/(elementwise|tiles|half|scratch)\.ts/,
    tests: [
      ['api/accepted', /> (js|wasm, ordinary arrays) /],
      ['arrays/memory/alloc', /wasm >/],
      ['arrays/memory/scratch', /> (gelu|prelu)\S* > (1|2049) channels/],
      ['arrays/memory/own', /memory\.grow\(0\)|mixture/],
      ['arrays/memory/brought', /embedded.*: (only out|x outside)|also after/],
      ['values/float16', HALF],
      ['arrays/parts', /> (3|5|1500) channels/],
      [
        'arrays/surroundings',
        /> (js|wasm, ordinary arrays|wasm, arrays in its own memory) > (relu|silu|prelu) > [12357] /,
      ],
    ],
  },
  // What runs on the calling thread too is tried there alone: a worker does the same.
  {
    files: /^src\/parallel\/(split|share|control)\.ts/,
    tests: [
      'parallel/split',
      'parallel/share',
      'parallel/control',
      ['parallel/rows', /> no row|> prelu with 3 |> rows of 7, /],
    ],
  },
  {
    files: /^src\/parallel\/(backend|pool|choose|create)\.ts/,
    tests: [
      'parallel/backend',
      'parallel/api',
      'parallel/failures',
      ['parallel/badInput', /> leakyRelu/],
      ['parallel/rows', /> prelu/],
      ['parallel/float16', /> (relu|leakyRelu)\b/],
    ],
  },
  {
    files: /^src\/parallel\/(index|kernels|memory|node|spawn|worker)\.ts/,
    isElsewhere: true,
    tests: ['parallel/api', 'parallel/failures', 'parallel/rows'],
  },
  {
    files: /^src\/cli\//,
    tests: ['api/comparison', 'api/cliOutput', ['api/cli', /is refused|nearest|verify, with|the progress/]],
  },
  {
    files: /^src\/tfjs\//,
    tests: [
      'tfjs/choice',
      'tfjs/disposal',
      'tfjs/prelu',
      'tfjs/tensorActivations',
      ['tfjs/layers', /^(?!.* > (saved as|also a model|training|elu|selu|relu|sigmoid|softplus|tanh|ELU) )/],
      'tfjs/access',
      ['tfjs/values', /> (leakyRelu|tanh|softmax) > (?!70001|70,1001)|> [^>]*(default|NaN)/],
    ],
  },
];

/** The test files for the files that match these patterns, and which of their tests. @param {readonly string[]} patterns */
export function testsOf(patterns) {
  const chosen = GROUPS.filter(({ files }) => patterns.some((pattern) => files.test(pattern)));
  return {
    tests: chosen.flatMap(({ tests }) =>
      tests.map((one) => {
        const [name, only] = typeof one === 'string' ? [one, /./] : one;
        return { file: `test/${name}.test.ts`, only };
      }),
    ),
    isElsewhere: chosen.some(({ isElsewhere }) => isElsewhere === true),
  };
}
