import { relative } from 'node:path';
import * as everything from '../../../src/index.js';
import * as parallel from '../../../src/parallel/index.js';
import type { Block } from './blocks.js';

const ENTRIES = { 'wasm-activations': Object.keys(everything), 'wasm-activations/parallel': Object.keys(parallel) };

/** The imports that a doc comment's example leaves out. */
function imports(code: string): string {
  if (/(from |require\()'wasm-activations/.test(code)) return '';
  return Object.entries(ENTRIES)
    .map(([entry, names]) => {
      const used = names.filter((name) => new RegExp(String.raw`(?<![.\w])${name}\b`).test(code));
      return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${entry}'; `;
    })
    .join('');
}

/** `expression; // → what comes out`, and where the statement declares a variable, the value of that. */
function checked(line: string): string {
  const [, indent, statement, expected] = /^(\s*)(\S.*?);? \/\/ → (.+)$/.exec(line) ?? [];
  if (statement === undefined) return line;
  const declared = /^(?:const|let) (\w+) = /.exec(statement)?.[1];
  const shown = JSON.stringify(expected);
  if (declared !== undefined) return `${indent}${statement}; await shows(() => ${declared}, ${shown});`;
  return `${indent}await shows(async () => ${statement}, ${shown});`;
}

/** The block as a module that checks what it says. Its lines are one further down. */
export function program({ code }: Block, folder: string): string {
  const shows = relative(folder, 'test/repository/documentation/shows.mjs');
  return `import { shows } from '${shows}'; ${imports(code)}\n${code.split('\n').map(checked).join('\n')}\nexport {};\n`;
}
