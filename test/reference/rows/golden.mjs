// test/golden/rows.json: see USAGE.
import { writeFileSync } from 'node:fs';
import { parseOptions } from '../../../tools/options.mjs';
import { report } from '../../support/sweep.mjs';
import { instances, rowModules } from './program.mjs';

const USAGE = `usage: npm run golden:rows

Writes test/golden/rows.json: for each function of rows or channels and each kind of rows a hash of the bits that it gives. Writes
nothing where the backends give different ones. Takes some seconds. Whether results are right, npm run test:rows says.`;

parseOptions({}, USAGE);

const { rowKinds, rowFunctionNames, rowCaller, rowHashes } = await rowModules();
const kinds = /** @type {import('../../support/rowInputs.js').RowKind[]} */ (Object.keys(rowKinds));

/** What the file says of one backend. @param {ReturnType<typeof instances>[number]} instance */
function textOf({ api, array }) {
  const call = rowCaller(api, array);
  const byKind = kinds.map((kind) => ({ kind, hashes: rowHashes(call, kind) }));
  const entries = rowFunctionNames.map((fn) => [
    fn,
    Object.fromEntries(byKind.map(({ kind, hashes }) => [kind, hashes[fn]])),
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

await report(async () => {
  const [text, ...others] = instances().map(textOf);
  if (others.some((other) => other !== text)) {
    throw new Error('the backends give different bits: npm run test:rows says where');
  }
  writeFileSync(new URL('../../golden/rows.json', import.meta.url), text);
  return { lines: ['test/golden/rows.json is written'], isRight: true };
});
