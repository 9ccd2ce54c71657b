/**
 * The part of vitest's interface that the tests use, in a bundle in which they can be run again and again: vitest itself starts anew for each
 * mutant, which takes seconds.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import { restoreAllMocks, spyOn } from '@vitest/spy';

/**
 * @typedef {() => unknown} Hook
 * @typedef {{ id: string, body: () => unknown, suite: Suite }} Test
 * @typedef {{ parent: Suite | undefined, name: string, isOpen: boolean, hooks: Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Hook[]> }} Suite
 */

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
/** @type {any} */
export const expect = (/** @type {unknown} */ value, /** @type {string | undefined} */ message) =>
  chai.expect(value, message);
Object.assign(expect, chai.expect, /** @type {any} */ (globalThis)[ASYMMETRIC_MATCHERS_OBJECT]);
setState({ ...getState(/** @type {any} */ (globalThis)[GLOBAL_EXPECT]) }, expect);
/** @type {any} */ (globalThis)[GLOBAL_EXPECT] = expect;

/** The globals that `stubGlobal` replaced. @type {Map<string, PropertyDescriptor | undefined>} */
const stubbed = new Map();
export const vi = {
  spyOn,
  restoreAllMocks,
  /** @param {string} name @param {unknown} value */
  stubGlobal(name, value) {
    if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
  },
  unstubAllGlobals() {
    for (const [name, own] of stubbed) {
      if (own === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, own);
    }
    stubbed.clear();
  },
};

/** @param {string} name @param {Suite} [parent] @returns {Suite} */
const suiteOf = (name, parent) => ({
  parent,
  name,
  isOpen: false,
  hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
});
let current = suiteOf('');
/** @type {Test[]} */
let tests = [];

/** The name of a case. @param {string} name @param {any} one */
function named(name, one) {
  const args = Array.isArray(one) ? [...one] : [one];
  const printed = name.replace(/%[a-z]/g, () => String(args.shift()));
  return printed.replace(/\$(\w+)/g, (whole, key) => String(one?.[key] ?? whole));
}

/** @param {any} make What makes a test or a suite of a name and a function. */
const withCases = (make) =>
  Object.assign(make, {
    each: (/** @type {any[]} */ cases) => (/** @type {string} */ name, /** @type {any} */ body) => {
      for (const one of cases) make(named(name, one), () => (Array.isArray(one) ? body(...one) : body(one)));
    },
    for: (/** @type {any[]} */ cases) => (/** @type {string} */ name, /** @type {any} */ body) => {
      for (const one of cases) make(named(name, one), () => body(one, {}));
    },
  });

export const test = withCases((/** @type {string} */ name, /** @type {any} */ body, /** @type {any} */ last) => {
  const own = typeof body === 'function' ? body : last;
  tests.push({ id: `${current.name} > ${name} #${tests.length}`, body: own, suite: current });
});

export const describe = withCases((/** @type {string} */ name, /** @type {() => void} */ body) => {
  const outer = current;
  current = suiteOf(`${outer.name} > ${name}`, outer);
  body();
  current = outer;
});

/** @param {keyof Suite['hooks']} kind */
const hook = (kind) => (/** @type {Hook} */ body) => void current.hooks[kind].push(body);
export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
/** Types are the compiler's business. */
export const expectTypeOf = () => expectation;
/** @type {any} */
const expectation = new Proxy(() => expectation, { get: () => expectation });

/** A suite and those around it, outermost first. @param {Suite | undefined} suite @returns {Suite[]} */
const around = (suite) => (suite === undefined ? [] : [...around(suite.parent), suite]);

/** @param {Suite} suite @param {keyof Suite['hooks']} kind */
async function runHooks(suite, kind) {
  for (const body of suite.hooks[kind]) await body();
}

const BEFORE_ALL = ' > before all';
/** What stands for a test while what is done before all tests of a suite runs. @param {Suite} suite */
const beforeAllId = ({ name }) => `${name}${BEFORE_ALL}`;

/** @param {Test} one @param {(id: string) => void} count */
async function runTest({ id, body, suite }, count) {
  const suites = around(suite);
  for (const one of suites) {
    count(beforeAllId(one));
    if (!one.isOpen) await runHooks(one, 'beforeAll');
    one.isOpen = true;
  }
  count(id);
  for (const one of suites) await runHooks(one, 'beforeEach');
  try {
    await body();
  } finally {
    for (const one of suites.reverse()) await runHooks(one, 'afterEach');
  }
}

/** The tests of each file that was loaded. @type {Map<string, Test[]>} */
const loaded = new Map();

/** @param {string} name @param {() => Promise<unknown>} load */
async function testsIn(name, load) {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  current = suiteOf(name);
  tests = [];
  await load();
  loaded.set(name, tests);
  return tests;
}

/** @typedef {Record<string, { load: () => Promise<unknown>, only: RegExp }>} Files Test files, and which of their tests are run. */

/** @param {Files} files */
export async function loadAll(files) {
  for (const [name, { load }] of Object.entries(files)) await testsIn(name, load);
}

/**
 * What a test needs includes what was done before all tests of its suites, though that was done in the first of them alone. `ran`: the tests.
 * @param {Record<string, Record<string, number>>} perTest @param {readonly string[]} ran
 */
export function shareBeforeAll(perTest, ran) {
  const suites = new Map([...loaded.values()].flat().map(({ id, suite }) => [id, suite]));
  for (const id of ran) {
    const hits = around(suites.get(id)).map((one) => perTest[beforeAllId(one)]);
    if (hits.some((one) => one !== undefined)) perTest[id] = Object.assign({}, ...hits, perTest[id]);
  }
  for (const id of Object.keys(perTest)) if (id.endsWith(BEFORE_ALL)) delete perTest[id];
}

/**
 * Runs the tests of `files` whose names match, those of `chosen` or all, and reports each: its name, the milliseconds, and the message where
 * it failed. Ends after the first that fails.
 * @param {Files} files @param {readonly string[] | undefined} chosen
 * @param {(id: string) => void} begin @param {(id: string) => void} count For whom coverage is counted from now on.
 * @param {(id: string, ms: number, message?: string) => void} report
 */
export async function run(files, chosen, begin, count, report) {
  const wanted = chosen && new Set(chosen);
  const wantedFiles = chosen && new Set(chosen.map((id) => id.slice(0, id.indexOf(' > '))));
  for (const [name, { load, only }] of Object.entries(files)) {
    if (wantedFiles !== undefined && !wantedFiles.has(name)) continue;
    const all = await testsIn(name, load);
    const mine = all.filter(({ id }) => (wanted === undefined ? only.test(id) : wanted.has(id)));
    const suites = new Set(mine.flatMap(({ suite }) => around(suite)));
    try {
      for (const one of mine) {
        begin(one.id);
        const start = performance.now();
        try {
          await runTest(one, count);
        } catch (error) {
          report(one.id, performance.now() - start, String(error).slice(0, 500));
          return;
        }
        report(one.id, performance.now() - start);
      }
    } finally {
      for (const suite of [...suites].reverse()) {
        if (suite.isOpen) await runHooks(suite, 'afterAll');
        suite.isOpen = false;
      }
    }
  }
}
