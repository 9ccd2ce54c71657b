import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { GoldenName } from '../verify/index.js';
import { names, otherNames } from './functions.js';

export const USAGE = `Usage: wasm-activations [--function NAME]... [--json]
       wasm-activations verify [NAME]... [--backend wasm|js] [--threads N] [--json]

Without a command: what functions make of a few numbers, and how fast they are on this machine.
verify: all 4,294,967,296 float32 inputs of a function, or of every function, against the hash of the correctly rounded
results. Exit code 1 where they differ.

  --function NAME    this function instead of a choice; may be repeated
  --backend wasm|js  what verify runs on. Default: wasm where it can run
  --threads N        how many threads verify runs on. Default: the number of cores
  --json             the results as JSON
  --version          the version of this package
  --help             this text

Functions: ${names.join(' ')}`;

/** What was asked for. */
export type Request =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'show'; readonly names: readonly GoldenName[]; readonly json: boolean }
  | ({ readonly command: 'verify'; readonly json: boolean } & VerifyRequest);

export interface VerifyRequest {
  readonly names: readonly GoldenName[];
  readonly backend: 'auto' | 'wasm' | 'js';
  readonly threads: number;
}

/** A wrong argument: its message is one line. */
export class UsageError extends Error {}

const HELP = { type: 'boolean', short: 'h', default: false } as const;
const FLAG = { type: 'boolean', default: false } as const;

/** `others`: what to say of a function whose results depend on more than one element. */
function functionName(given: string, others: string): GoldenName {
  const name = names.find((known) => known === given);
  if (name !== undefined) return name;
  if (otherNames.includes(given)) {
    throw new UsageError(`${given}: ${others}, since a result depends on more than one element`);
  }
  throw new UsageError(`unknown function ${JSON.stringify(given)}, expected ${names.join(', ')}`);
}

function functionNames(given: readonly string[], others: string): GoldenName[] {
  return [...new Set(given.map((name) => functionName(name, others)))];
}

function backendName(given: string | undefined): VerifyRequest['backend'] {
  if (given === undefined) return 'auto';
  if (given === 'wasm' || given === 'js') return given;
  throw new UsageError(`--backend must be wasm or js, got ${JSON.stringify(given)}`);
}

const MOST_THREADS = 256;

function threadCount(given: string | undefined): number {
  if (given === undefined) return Math.min(availableParallelism(), MOST_THREADS);
  const threads = Number(given);
  if (given !== '' && Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
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

function readShow(args: string[]): Request {
  const { values } = parsed(() =>
    parseArgs({
      args,
      options: { function: { type: 'string', multiple: true, default: [] }, json: FLAG, version: FLAG, help: HELP },
    }),
  );
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  return { command: 'show', names: functionNames(values.function, 'it is not shown here'), json: values.json };
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
    names: positionals.length === 0 ? names : functionNames(positionals, 'there is no check over all inputs'),
    backend: backendName(values.backend),
    threads: threadCount(values.threads),
    json: values.json,
  };
}

/** Throws a UsageError for a wrong argument. */
export function readArguments(args: readonly string[]): Request {
  const [command, ...rest] = args;
  if (command === undefined || command.startsWith('-')) return readShow([...args]);
  if (command === 'verify') return readVerify(rest);
  throw new UsageError(`unknown command ${JSON.stringify(command)}, expected verify`);
}
