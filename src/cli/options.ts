import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { HAS_HALF } from '../engine/half.js';
import type { GoldenName } from '../verify/index.js';
import {
  type Around,
  allNames,
  elementwiseNames,
  isMeasured,
  isVerified,
  type ShownName,
  shownNames,
} from './functions.js';
import { nearest } from './nearest.js';

export const USAGE = `Usage: wasm-activations [NAME | NUMBER]... [--bias NUMBER] [--times NUMBER] [--float16] [--json]
       wasm-activations verify [NAME]... [--backend wasm|js] [--threads N] [--json]

Shows the values of functions and how fast they are on this machine, which takes about 4 s. With numbers, such as
wasm-activations gelu -1.5, it shows their results with the bits instead.
verify puts all 4,294,967,296 float32 inputs through a function, or through every function, and compares the hash of the
results with that of the correctly rounded ones. gelu, one of the slowest, takes half a minute on two cores.

  --function NAME    the same as NAME; may be repeated
  --bias, --times    f(x + bias) * times instead of f(x), and the speed of one pass beside that of loops around f
  --float16          the speed on Float16Arrays, where Node has them (from version 24 on)
  --backend wasm|js  the backend that verify runs on. Default: wasm where it can run
  --threads N        the number of threads that verify runs on. Default: the number of cores
  --json             the results as JSON: each value in the fewest digits that tell it from every other, and its bits
  --version          the version of this package
  --help             this text

Exit codes: 0 done; 1 results are not correctly rounded, or it failed; 2 a wrong argument; 130 interrupted.

Functions: ${elementwiseNames.join(' ')}
Of rows, values only: ${shownNames.filter((name) => !(elementwiseNames as readonly string[]).includes(name)).join(' ')}`;

export type Request =
  | { readonly command: 'help' | 'version' }
  | ({ readonly command: 'show' } & ShowRequest)
  | ({ readonly command: 'verify'; readonly json: boolean } & VerifyRequest);

export interface ShowRequest {
  readonly names: readonly ShownName[];
  readonly x: readonly number[];
  readonly around: Around;
  /** Whether speed is measured on Float16Arrays. */
  readonly float16: boolean;
  readonly json: boolean;
}

export interface VerifyRequest {
  readonly names: readonly GoldenName[];
  readonly backend: 'auto' | 'wasm' | 'js';
  readonly threads: number;
}

/** A wrong argument: its message is one line. */
export class UsageError extends Error {}

const HELP = { type: 'boolean', short: 'h', default: false } as const;
const FLAG = { type: 'boolean', default: false } as const;

/** Says that there is no such thing, and which one may be meant. */
function unknown(kind: string, given: string, known: readonly string[]): UsageError {
  const near = nearest(given, known);
  return new UsageError(
    `there is no ${kind} ${JSON.stringify(given)}${near === undefined ? '' : `: did you mean ${near}?`}`,
  );
}

function shownName(given: string): ShownName {
  const name = shownNames.find((known) => known === given);
  if (name !== undefined) return name;
  if (allNames.includes(given)) throw new UsageError(`${given} works on channels, and is not shown here`);
  throw unknown('function', given, [...allNames, 'verify']);
}

function verifiedName(given: string): GoldenName {
  if (isVerified(given)) return given;
  if ((elementwiseNames as readonly string[]).includes(given)) {
    throw new UsageError(`${given} has no hash over all inputs yet`);
  }
  if (allNames.includes(given)) {
    throw new UsageError(`${given} has too many inputs to try them all: a result depends on more than one element`);
  }
  throw unknown('function', given, allNames);
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function backendName(given: string | undefined): VerifyRequest['backend'] {
  if (given === undefined) return 'auto';
  if (given === 'wasm' || given === 'js') return given;
  throw new UsageError(`--backend must be wasm or js, got ${JSON.stringify(given)}`);
}

const MOST_THREADS = 256;

function threadCount(given: string | undefined): number {
  if (given === undefined) return Math.min(availableParallelism(), MOST_THREADS);
  const threads = Number(given);
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
  throw new UsageError(`--threads must be an integer from 1 to ${MOST_THREADS}, got ${JSON.stringify(given)}`);
}

/** Node's message without its advice, which follows in sentences of their own. */
function refusal(error: unknown): UsageError {
  return new UsageError((error as Error).message.split(/\.? (?=To specify)|\n/)[0]);
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw refusal(error);
  }
}

/** -1.5, 1e-45, -Infinity and NaN; parseArgs would take the first for an option. */
const isNumber = (argument: string) => /^[-+]?(\.?\d|Infinity$|NaN$)/.test(argument);

function numberOf(given: string): number {
  const value = Number(given);
  if (Number.isNaN(value) && given !== 'NaN') throw new UsageError(`${JSON.stringify(given)} is not a number`);
  return value;
}

/** The options that take a number. */
const AROUND = ['--bias', '--times'];

/** `--bias -1` as `--bias=-1`, so that its number is neither an option nor an input. */
function joined(args: readonly string[]): string[] {
  return args.flatMap((one, i) => {
    if (AROUND.includes(args[i - 1])) return [];
    return AROUND.includes(one) && i + 1 < args.length ? [`${one}=${args[i + 1]}`] : [one];
  });
}

function finite(option: string, given: string): [number] {
  if (given.trim() !== '' && Number.isFinite(Number(given))) return [Number(given)];
  throw new UsageError(`${option} must be a finite number, got ${JSON.stringify(given)}`);
}

function aroundOf({ bias, times }: { bias?: string | undefined; times?: string | undefined }): Around {
  return {
    ...(bias === undefined ? {} : { bias: finite('--bias', bias) }),
    ...(times === undefined ? {} : { times: finite('--times', times) }),
  };
}

/** Throws where `--float16` asks for something that cannot be had. */
function checkFloat16(names: readonly ShownName[], x: readonly number[]): void {
  if (x.length > 0) throw new UsageError('--float16 measures speed: leave out the numbers');
  if (names.length > 0 && !names.some(isMeasured)) {
    throw new UsageError(`--float16 measures speed, and that of ${names[0]} is not measured here`);
  }
  if (!HAS_HALF) {
    throw new UsageError(
      `--float16 needs an engine with Float16Array, such as Node 24: this is Node ${process.versions.node}`,
    );
  }
}

function readShow(given: readonly string[]): Request {
  const args = joined(given);
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: args.filter((one) => !isNumber(one)),
      allowPositionals: true,
      options: {
        function: { type: 'string', multiple: true, default: [] },
        bias: { type: 'string' },
        times: { type: 'string' },
        float16: FLAG,
        json: FLAG,
        version: FLAG,
        help: HELP,
      },
    }),
  );
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const names = distinct([...positionals, ...values.function].map(shownName));
  const around = aroundOf(values);
  const row = names.find((name) => !(elementwiseNames as readonly string[]).includes(name));
  if (row !== undefined && (values.bias ?? values.times) !== undefined) {
    throw new UsageError(`${row} takes neither --bias nor --times: it works on rows`);
  }
  const x = args.filter(isNumber).map(numberOf);
  if (values.float16) checkFloat16(names, x);
  return { command: 'show', names, x, around, float16: values.float16, json: values.json };
}

function readVerify(args: string[]): Request {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: { backend: { type: 'string' }, threads: { type: 'string' }, json: FLAG, help: HELP },
    }),
  );
  if (values.help) return { command: 'help' };
  return {
    command: 'verify',
    names: positionals.length === 0 ? elementwiseNames.filter(isVerified) : distinct(positionals.map(verifiedName)),
    backend: backendName(values.backend),
    threads: threadCount(values.threads),
    json: values.json,
  };
}

/** Throws a UsageError for a wrong argument. */
export function readArguments(args: readonly string[]): Request {
  const [command, ...rest] = args;
  return command === 'verify' ? readVerify(rest) : readShow(args);
}
