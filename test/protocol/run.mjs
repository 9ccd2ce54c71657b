// The protocol between threads, by a model checker: see USAGE.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';

const USAGE = `usage: npm run test:protocol

Checks protocol.pml with the model checker Spin (Debian's package spin, and a C compiler): no assertion fails in any order
of events, and no thread waits for ever.`;

parseOptions({}, USAGE);

const model = fileURLToPath(new URL('protocol.pml', import.meta.url));
const cwd = fileURLToPath(new URL('../../build/protocol/', import.meta.url));

/** @param {string} command @param {string[]} args */
const run = (command, args) => execFileSync(command, args, { cwd, encoding: 'utf8' });

mkdirSync(cwd, { recursive: true });
run('spin', ['-a', model]);
run('cc', ['-O2', '-DSAFETY', '-DCOLLAPSE', '-o', 'pan', 'pan.c']);
const report = run('./pan', ['-m1000000', '-w26']);

const states = Number(/(\d+) states, stored/.exec(report)?.[1]);
const complete = !/Search not completed|max search depth too small/.test(report);
if (!complete || !/errors: 0/.test(report) || !(states > 0)) {
  console.log(report);
  process.exit(1);
}
console.log(`the protocol between threads: ${states.toLocaleString('en-US')} states, no error`);
