import { readdirSync, readFileSync } from 'node:fs';

/** A piece of code in the documentation, and where it begins. */
export interface Block {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** The types of `ts` are checked. */
  readonly language: 'js' | 'ts';
  /** Marked `no-run` behind the language: it needs something that Node alone has not got. */
  readonly runs: boolean;
}

// With the prefix of a doc comment's line, if the fence is in one.
const FENCE = /^([ \t]*(?:\* )?)```(js|ts)\b([^\n]*)\n(.*?)^\1```$/gms;

function blocksOf(file: string, text: string): Block[] {
  return Array.from(text.matchAll(FENCE), ({ index, 1: prefix, 2: language, 3: info, 4: body }) => ({
    file,
    line: text.slice(0, index).split('\n').length + 1,
    code: body.replaceAll(new RegExp(`^${prefix.trimEnd().replaceAll('*', '\\*')} ?`, 'gm'), ''),
    language: language as Block['language'],
    runs: info.trim() !== 'no-run',
  }));
}

function list(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end) && !name.includes('generated'))
    .map((name) => `${folder}/${name}`);
}

/** Everything that a user reads. docs/functions.md repeats the doc comments. */
const pages = ['README.md', 'CONTRIBUTING.md', 'examples/README.md', ...list('docs', '.md')].filter(
  (file) => file !== 'docs/functions.md',
);

export const blocks = [...pages, ...list('src', '.ts')]
  .sort()
  .flatMap((file) => blocksOf(file, readFileSync(file, 'utf8')));
