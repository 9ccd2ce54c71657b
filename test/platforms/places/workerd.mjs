import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { bundle, ESBUILD } from './bundles.mjs';
import { WORKERD } from './engines.mjs';
import { tool } from './install.mjs';
import { signal, TIMEOUT } from './processes.mjs';

const KINDS = /** @type {Record<string, string>} */ ({ '.js': 'esModule', '.wasm': 'wasm' });

/** What a Worker is deployed as: its modules by name, the entry first. @param {string} directory */
function configuration(directory) {
  const files = readdirSync(directory).filter((file) => extname(file) in KINDS);
  files.sort((a, b) => Number(b === 'main.js') - Number(a === 'main.js'));
  const modules = files.map((file) => `(name = "${file}", ${KINDS[extname(file)]} = embed "${file}")`);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [${modules.join(', ')}], compatibilityDate = "2025-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/**
 * Starts workerd on the Worker in `directory`, asks it once, and ends it.
 *
 * @param {string} binary
 * @param {string} directory
 */
async function ask(binary, directory) {
  writeFileSync(join(directory, 'config.capnp'), configuration(directory));
  const child = spawn(binary, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    signal,
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  try {
    const complaints = text(/** @type {import('node:stream').Readable} */ (child.stderr));
    const control = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    for await (const line of createInterface({ input: control })) {
      const { event, port } = JSON.parse(line);
      if (event !== 'listen') continue;
      const response = await fetch(`http://127.0.0.1:${port}/`, { signal });
      if (!response.ok) throw new Error(await response.text());
      return await response.json();
    }
    throw new Error(await complaints);
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
}

/**
 * @param {string} app where the package is installed
 * @returns {import('./run.mjs').Place[]}
 */
export function workerdPlaces(app) {
  const { directory, version } = tool(WORKERD.package);
  const binary = join(directory, WORKERD.binary);
  const engine = `${WORKERD.name} ${version}`;
  const common = { bundler: ESBUILD, host: 'workerd.mjs' };
  const asModule = ['--format=esm', '--loader:.wasm=copy', '--asset-names=[name]'];
  return [
    {
      place: 'Cloudflare Workers, with the `workerd` condition',
      engine,
      expected: 'wasm',
      outcome: async () => {
        const options = [...asModule, '--conditions=workerd'];
        return ask(binary, await bundle(app, 'workerd', { ...common, options }));
      },
    },
    {
      place: 'Cloudflare Workers, without it',
      engine,
      expected: 'js',
      outcome: async () => ask(binary, await bundle(app, 'workerd-plain', { ...common, options: asModule })),
    },
  ];
}
