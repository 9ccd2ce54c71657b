// Stryker's test runner for this repository. The tests that concern the mutated files are bundled once, and a process that has loaded them
// tries one mutant after another, in a hundredth of the time that vitest needs.
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { answer } from './answer.mjs';
import { bundle, bundleCommand } from './bundle.mjs';
import { testsOf } from './tests.mjs';

/** @import { Outcome, Wanted } from './answer.mjs' */

/** A mutant may take this much longer than its tests took without one. */
const FACTOR = 5;
const MORE_MS = 10_000;

/** @param {Outcome} outcome */
const hasFailed = ({ tests }) => tests.some(({ message }) => message !== undefined);

class Bundled {
  static inject = [commonTokens.options];
  #program = resolve(`build/mutation-${process.env.STRYKER_MUTATOR_WORKER ?? 0}.mjs`);
  /** How long each test took. @type {Map<string, number>} */
  #times = new Map();
  #files;
  #isElsewhere;
  /** A process that has loaded the tests, without any mutant. @type {import('node:child_process').ChildProcess | undefined} */
  #loaded;

  /** @param {import('@stryker-mutator/api/core').StrykerOptions} options */
  constructor({ mutate }) {
    const { tests, isElsewhere } = testsOf(mutate);
    this.#files = tests;
    this.#isElsewhere = isElsewhere;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    await bundle(this.#files, this.#program);
    await bundleCommand();
  }

  /** @returns {Promise<import('@stryker-mutator/api/test-runner').DryRunResult>} */
  async dryRun() {
    const outcome = await this.#anew({}, Number.POSITIVE_INFINITY);
    if (outcome === undefined) return { status: DryRunStatus.Error, errorMessage: 'the tests could not be run' };
    for (const { id, ms } of outcome.tests) this.#times.set(id, ms);
    return this.#complete(outcome);
  }

  /** @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options */
  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const ids = testFilter ?? [...this.#times.keys()];
    const limit = FACTOR * ids.reduce((sum, id) => sum + (this.#times.get(id) ?? 0), 0) + MORE_MS;
    const wanted = { mutant: activeMutant.id, chosen: testFilter, hitLimit };
    // Of code that runs when a module is loaded, only a process of its own knows.
    let outcome = mutantActivation === 'static' ? await this.#anew(wanted, limit) : await this.#again(wanted, limit);
    // A line that runs once for an instance ran before the mutant came, and a mutant before this one may have left something behind.
    if (mutantActivation !== 'static' && outcome && (!hasFailed(outcome) || !outcome.isSound)) {
      if (!outcome.isSound) this.#end();
      outcome = await this.#anew(wanted, limit);
    }
    return toMutantRunResult(outcome === undefined ? { status: DryRunStatus.Timeout } : this.#complete(outcome));
  }

  async dispose() {
    this.#end();
    rmSync(this.#program, { force: true });
  }

  #end() {
    this.#loaded?.kill('SIGKILL');
    this.#loaded = undefined;
  }

  #fork() {
    return fork(this.#program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  /** In a process of its own. @param {Wanted} wanted @param {number} limit */
  async #anew(wanted, limit) {
    const child = this.#fork();
    const outcome = await answer(child, wanted, limit);
    child.kill('SIGKILL');
    return outcome;
  }

  /** In a process that tries one mutant after another. @param {Wanted} wanted @param {number} limit */
  async #again(wanted, limit) {
    if (this.#loaded === undefined) {
      this.#loaded = this.#fork();
      await answer(this.#loaded, { isLoading: true }, Number.POSITIVE_INFINITY);
    }
    const outcome = await answer(this.#loaded, wanted, limit);
    if (outcome === undefined) this.#end();
    return outcome;
  }

  /** @param {Outcome} outcome @returns {import('@stryker-mutator/api/test-runner').CompleteDryRunResult} */
  #complete({ tests, coverage }) {
    return {
      status: DryRunStatus.Complete,
      // Of mutants that run elsewhere too, what ran in this process says nothing. Without any coverage Stryker runs all tests.
      ...(!this.#isElsewhere && { mutantCoverage: coverage ?? { static: {}, perTest: {} } }),
      tests: tests.map(({ id, ms, message }) => {
        const common = { id, name: id, timeSpentMs: ms };
        return message === undefined
          ? { ...common, status: TestStatus.Success }
          : { ...common, status: TestStatus.Failed, failureMessage: message };
      }),
    };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'bundled', Bundled)];
