import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, ESBUILD } from './bundles.mjs';
import { NODE } from './engines.mjs';
import { copyProgram, tool } from './install.mjs';
import { run } from './processes.mjs';

/**
 * The places in Node where another tool loads or prepares the package.
 *
 * @param {string} app where the package is installed
 * @returns {import('./run.mjs').Place[]}
 */
export function hostPlaces(app) {
  const { directory, version } = tool(NODE.package);
  const node = join(directory, NODE.binary);
  /** @param {string} cwd @param {string[]} args */
  const printed = async (cwd, ...args) => JSON.parse(await run(node, args, { cwd }));
  /** A directory with the program, where files ending in .js are CommonJS. @param {string} name */
  const commonJs = (name) => {
    const cwd = copyProgram(join(app, name));
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ private: true }));
    return cwd;
  };
  /** @param {string} name of a package @param {string} file */
  const file = (name, file) => join(tool(name).directory, file);

  /** @type {{ place: string, tool: string, outcome: () => Promise<import('./program/program.mjs').Outcome> }[]} */
  const places = [
    {
      place: 'SES, after `lockdown()`',
      tool: 'ses',
      outcome: () => printed(copyProgram(join(app, 'ses')), '--import', file('ses', 'index.js'), 'lockdown.mjs'),
    },
    {
      place: "Node's startup snapshot",
      tool: 'esbuild',
      async outcome() {
        const options = ['--platform=node', '--format=cjs'];
        const cwd = await bundle(app, 'snapshot', { bundler: ESBUILD, host: 'snapshot.mjs', options });
        writeFileSync(join(cwd, 'package.json'), JSON.stringify({ private: true }));
        await run(node, ['--snapshot-blob', 'blob', '--build-snapshot', 'main.js'], { cwd });
        return printed(cwd, '--snapshot-blob', 'blob', 'main.js');
      },
    },
    {
      place: 'Jest, CommonJS',
      tool: 'jest',
      async outcome() {
        const cwd = commonJs('jest');
        const program = ['program.mjs', '--format=cjs', '--outfile=program.cjs'];
        await run(node, [file('esbuild', 'bin/esbuild'), ...program], { cwd });
        writeFileSync(
          join(cwd, 'jest.config.json'),
          JSON.stringify({ testMatch: ['**/*.test.cjs'], testTimeout: 600_000 }),
        );
        // Its sandbox makes the twins slow: a minute on a busy machine.
        await run(node, [file('jest', 'bin/jest.js'), '--config', 'jest.config.json'], { cwd, timeout: 600_000 });
        return JSON.parse(readFileSync(join(cwd, 'outcome.json'), 'utf8'));
      },
    },
    {
      place: 'TypeScript, `moduleResolution: node10`, ES modules and CommonJS',
      tool: 'typescript',
      async outcome() {
        const cwd = commonJs('typescript');
        const tsc = [file('typescript', 'bin/tsc'), 'typed.cts', '--strict', '--target', 'es2022'];
        const resolution = ['--moduleResolution', 'node10'];
        await run(node, [...tsc, ...resolution, '--module', 'esnext', '--noEmit'], { cwd });
        await run(node, [...tsc, ...resolution, '--module', 'commonjs'], { cwd });
        return printed(cwd, 'typed-run.cjs');
      },
    },
    {
      place: "ESLint's import plugin",
      tool: 'eslint-plugin-import',
      async outcome() {
        const cwd = copyProgram(join(app, 'eslint'));
        // Where the plugin is found: its resolvers look for packages beside the files that they are shown.
        writeFileSync(
          join(cwd, 'eslint.config.mjs'),
          `import plugin from ${JSON.stringify(file('eslint-plugin-import', 'lib/index.js'))};
export default [plugin.flatConfigs.errors, { languageOptions: { ecmaVersion: 2022 } }];
`,
        );
        await run(node, [file('eslint', 'bin/eslint.js'), 'lint.mjs'], { cwd });
        return printed(cwd, 'import.mjs');
      },
    },
  ];
  return places.map(({ place, tool: name, outcome }) => ({
    place,
    engine: `${NODE.name} ${version}${name === 'esbuild' ? '' : `, ${name} ${tool(name).version}`}`,
    expected: 'wasm',
    outcome,
  }));
}

/**
 * A page without a bundler: the package's files, served as they are.
 *
 * @param {string} app where the package is installed
 * @param {string} name of a directory in it
 * @param {string} head what the page loads
 */
export function plainPage(app, name, head) {
  const directory = copyProgram(join(app, name));
  mkdirSync(join(directory, 'package'));
  cpSync(join(app, 'node_modules/wasm-activations/dist'), join(directory, 'package'), { recursive: true });
  writeFileSync(join(directory, 'index.html'), `<!doctype html><title>A place</title>${head}\n`);
  return directory;
}
