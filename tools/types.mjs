// The package's type declarations in dist/, from those that tsc made of src/: one file for each entry, and one for what entries
// share. They are those of the CommonJS modules; an ES module's say no more than that they are the same, since of the two only an ES
// module may import the other. Declarations that no entry needs are left out.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'rolldown/utils';

const ROOT = 'build/modules';
const ENTRIES = { index: 'index', parallel: 'parallel/index', tfjs: 'tfjs/index' };
/** The entry whose declarations are all shared, since it makes nothing that others have not. */
const MAIN = 'index';
const SHARED = 'types';

/**
 * @typedef {{ name: string, module: string, start: number, text: string }} Declaration
 * @typedef {{ declaration: string, isType: boolean }} Exported `declaration`: a key of `declarations`
 * @typedef {object} Module
 * @property {string} head what stands before its first statement
 * @property {Set<string>} locals names that it declares
 * @property {Map<string, { from: string, name: string }>} imports by local name; `*` for a namespace
 * @property {{ name: string, local: string, isType: boolean }[]} exported
 * @property {{ from: string, names: string[] | undefined, isType: boolean }[]} reexported all of them, or these
 */

/** @type {Map<string, Module>} */
const modules = new Map();
/** By `module#name`. @type {Map<string, Declaration>} */
const declarations = new Map();
/** Import statements of other packages, by the key of the name. @type {Map<string, string>} */
const outside = new Map();

/** A module's path without its ending, or the name of another package. @param {string} module @param {string} specifier */
const resolved = (module, specifier) =>
  specifier.startsWith('.') ? join(dirname(module), specifier).replace(/\.js$/, '') : specifier;

/** @param {any} declaration @returns {string[]} */
function namesOf(declaration) {
  if (declaration.type !== 'VariableDeclaration') return [declaration.id.name];
  return declaration.declarations.map((/** @type {any} */ { id }) => id.name);
}

/** Only what keeps its name can be put beside others. @param {string} module @param {string} from @param {string} to */
function unchanged(module, from, to) {
  if (from !== to) throw new Error(`${module}: ${from} is renamed to ${to}, which tools/types.mjs cannot follow`);
  return from;
}

/** @param {string} path */
function load(path) {
  const known = modules.get(path);
  if (known !== undefined) return known;
  const source = readFileSync(`${ROOT}/${path}.d.ts`, 'utf8');
  const { body } = /** @type {any} */ (parseSync(`${path}.d.ts`, source, { lang: 'dts' }).program);
  /** @type {Module} */
  const module = {
    head: source.slice(0, body[0].start),
    locals: new Set(),
    imports: new Map(),
    exported: [],
    reexported: [],
  };
  modules.set(path, module);
  let end = source.lastIndexOf('/**', body[0].start);
  for (const node of body) {
    const comment = /\/\*\*(?:(?!\*\/).)*\*\/\s*$/s.exec(source.slice(Math.max(0, end), node.start))?.[0] ?? '';
    end = node.end;
    const from = node.source && resolved(path, node.source.value);
    const isType = node.exportKind === 'type';
    if (node.type === 'ImportDeclaration') {
      for (const { type, local, imported } of node.specifiers) {
        const name = type === 'ImportNamespaceSpecifier' ? '*' : unchanged(path, imported.name, local.name);
        module.imports.set(local.name, { from, name });
      }
    } else if (node.type === 'ExportAllDeclaration') {
      module.reexported.push({ from, names: undefined, isType });
    } else if (from) {
      const names = node.specifiers.map((/** @type {any} */ { local, exported }) =>
        unchanged(path, local.name, exported.name),
      );
      module.reexported.push({ from, names, isType });
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration === null) {
      for (const { local, exported } of node.specifiers)
        module.exported.push({ name: unchanged(path, local.name, exported.name), local: local.name, isType });
    } else {
      const declaration = node.declaration ?? node;
      for (const name of namesOf(declaration)) {
        const key = `${path}#${name}`;
        const text = `${comment}${source.slice(declaration.start, declaration.end)}`;
        const overload = declarations.get(key);
        declarations.set(key, {
          name,
          module: path,
          start: overload?.start ?? node.start,
          text: overload === undefined ? text : `${overload.text}\n${text}`,
        });
        module.locals.add(name);
        if (node.declaration && overload === undefined) module.exported.push({ name, local: name, isType: false });
      }
    }
  }
  return module;
}

/** What a module exports, by name. @param {string} path @returns {Map<string, Exported>} */
function exportsOf(path) {
  const { exported, reexported } = load(path);
  /** @type {Map<string, Exported>} */
  const found = new Map();
  for (const { from, names, isType } of reexported) {
    const all = exportsOf(from);
    for (const name of names ?? all.keys()) {
      const one = /** @type {Exported} */ (all.get(name));
      found.set(name, { declaration: one.declaration, isType: one.isType || isType });
    }
  }
  for (const { name, local, isType } of exported) {
    found.set(name, { declaration: /** @type {string} */ (keyOf(path, local)), isType });
  }
  return found;
}

/** The key of what a name stands for in a module; `undefined` for a name of the language. @param {string} path @param {string} name */
function keyOf(path, name) {
  const { locals, imports } = load(path);
  if (locals.has(name)) return `${path}#${name}`;
  const imported = imports.get(name);
  if (imported === undefined) return undefined;
  const { from, name: original } = imported;
  if (!existsSync(`${ROOT}/${from}.d.ts`)) {
    const key = `${from}#${name}`;
    outside.set(key, `import type ${original === '*' ? `* as ${name}` : `{ ${name} }`} from '${from}';`);
    return key;
  }
  if (original !== '*') return exportsOf(from).get(original)?.declaration;
  const key = `${from}#* as ${name}`;
  if (!declarations.has(key)) {
    const members = [...exportsOf(from)].map(([member]) => member);
    const text = `declare namespace ${name} {\n  export { ${members.join(', ')} };\n}`;
    declarations.set(key, { name, module: from, start: Number.MAX_SAFE_INTEGER, text });
  }
  return key;
}

/** `import('./module.js').Name`, which tsc writes where a module does not name the type of what it exports. */
const INLINE_IMPORT = /import\("([^"]+)"\)\.(\w+)/g;

/** The keys of what a declaration mentions. @param {Declaration} declaration */
function mentioned({ module, text }) {
  const code = text.replace(/\/\*.*?\*\//gs, '');
  const inline = Array.from(code.matchAll(INLINE_IMPORT), ([, specifier, name]) => {
    const from = resolved(module, specifier);
    return existsSync(`${ROOT}/${from}.d.ts`) ? exportsOf(from).get(name)?.declaration : undefined;
  });
  const named = (code.replace(INLINE_IMPORT, '').match(/[A-Za-z_$][\w$]*/g) ?? []).map((name) => keyOf(module, name));
  const members = /^declare namespace/.test(text) ? [...exportsOf(module).values()].map((one) => one.declaration) : [];
  return new Set([...inline, ...named, ...members].filter((key) => key !== undefined));
}

/** @param {Iterable<string>} keys */
function reachedFrom(keys) {
  const reached = new Set(keys);
  for (const key of reached) {
    const declaration = declarations.get(key);
    if (declaration !== undefined) for (const other of mentioned(declaration)) reached.add(other);
  }
  return reached;
}

/** Declarations and the imports that they need, in the order of their modules. @param {ReadonlySet<string>} keys */
function written(keys) {
  const order = [...modules.keys()];
  const sorted = [...keys]
    .flatMap((key) => declarations.get(key) ?? [])
    .sort((a, b) => order.indexOf(a.module) - order.indexOf(b.module) || a.start - b.start);
  const references = new Set(sorted.flatMap(({ module }) => load(module).head.match(/^\/\/\/ <reference .*$/gm) ?? []));
  const imports = new Set([...keys].flatMap((key) => outside.get(key) ?? []));
  const texts = sorted.map(({ module, text }) =>
    text
      .replace(INLINE_IMPORT, (whole, specifier, name) =>
        existsSync(`${ROOT}/${resolved(module, specifier)}.d.ts`) ? name : whole,
      )
      .replace(/^(?=(?:interface|type|class|const|function|abstract class) )/m, (_, at, all) =>
        /^(?:interface|type) /.test(all.slice(at)) ? '' : 'declare ',
      ),
  );
  return { references: [...references], imports: [...imports], texts };
}

/** @param {readonly string[]} names @param {string} [from] */
const exporting = (names, from) =>
  names.length === 0 ? [] : [`export { ${names.join(', ')} }${from === undefined ? '' : ` from '${from}'`};`];

const entries = Object.entries(ENTRIES).map(([name, path]) => {
  const exported = exportsOf(path);
  return { name, path, exported, reached: reachedFrom([...exported.values()].map((one) => one.declaration)) };
});
const shared = new Set(
  entries.flatMap(({ name, reached }) =>
    [...reached].filter(
      (key) => name === MAIN || entries.some((other) => other.name !== name && other.reached.has(key)),
    ),
  ),
);

/** Two declarations of one name could not stand in one file. @type {Map<string, string>} */
const owners = new Map();
for (const key of new Set(entries.flatMap(({ reached }) => [...reached]))) {
  const name = declarations.get(key)?.name;
  if (name === undefined) continue;
  const other = owners.get(name);
  if (other !== undefined) throw new Error(`two declarations of ${name}, ${other} and ${key}: rename one of them`);
  owners.set(name, key);
}

/** @param {string} name @param {readonly string[]} lines */
function write(name, lines) {
  writeFileSync(`dist/${name}.d.cts`, `${lines.join('\n')}\n`);
}

const types = written(shared);
const sharedNames = [...shared].flatMap((key) => declarations.get(key)?.name ?? []);
write(SHARED, [...types.references, ...types.imports, ...types.texts, ...exporting(sharedNames)]);
for (const { name, path, exported, reached } of entries) {
  const own = new Set([...reached].filter((key) => !shared.has(key) || outside.has(key)));
  const { references, imports, texts } = written(own);
  const needed = new Set(
    [...own].flatMap((key) => [...mentioned(declarations.get(key) ?? { name: '', module: path, start: 0, text: '' })]),
  );
  const used = [...needed].filter((key) => shared.has(key)).flatMap((key) => declarations.get(key)?.name ?? []);
  /** @param {boolean} isShared @param {boolean} isType */
  const chosen = (isShared, isType) =>
    [...exported]
      .filter(([, one]) => shared.has(one.declaration) === isShared && one.isType === isType)
      .map(([exportedName]) => exportedName);
  write(name, [
    load(path).head.match(/\/\*\*(?:(?!\*\/).)*@module.*?\*\//s)?.[0] ?? '',
    ...references,
    ...imports,
    ...(used.length === 0 ? [] : [`import type { ${used.join(', ')} } from './${SHARED}.cjs';`]),
    ...texts,
    ...exporting(chosen(true, false), `./${SHARED}.cjs`),
    ...exporting(chosen(false, false)),
    ...exporting(chosen(true, true), `./${SHARED}.cjs`).map((line) => line.replace('export', 'export type')),
    ...exporting(chosen(false, true)).map((line) => line.replace('export', 'export type')),
  ]);
  writeFileSync(`dist/${name}.d.ts`, `export * from './${name}.cjs';\n`);
}
