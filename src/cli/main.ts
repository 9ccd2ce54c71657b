#!/usr/bin/env node
/** The command `wasm-activations`: see USAGE in options.ts. */
import { readFileSync } from 'node:fs';
import { type Request, readArguments, USAGE, UsageError } from './options.js';
import { show } from './show.js';
import { verify } from './verify.js';

/** Gives the exit code. */
async function run(request: Request): Promise<number> {
  switch (request.command) {
    case 'help':
      console.log(USAGE);
      return 0;
    case 'version':
      console.log(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version);
      return 0;
    case 'show':
      show(request);
      return 0;
    case 'verify':
      return verify(request, request.json);
  }
}

try {
  process.exitCode = await run(readArguments(process.argv.slice(2)));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError;
  console.error(`wasm-activations: ${message}${isUsage ? ' (wasm-activations --help)' : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}
