import { join } from 'node:path';
import { COMMANDS } from './engines.mjs';
import { copyProgram, tool } from './install.mjs';
import { run } from './processes.mjs';

/**
 * The engines that run a file and print.
 *
 * @param {string} app where the package is installed
 * @returns {import('./run.mjs').Place[]}
 */
export function commandPlaces(app) {
  const cwd = copyProgram(join(app, 'commands'));
  const env = { DENO_DIR: join(app, 'deno'), DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' };
  return COMMANDS.map(({ place, host, engine }) => {
    const { directory, version } = tool(engine.package);
    return {
      place,
      engine: `${engine.name} ${version}`,
      expected: 'wasm',
      outcome: async () => JSON.parse(await run(join(directory, engine.binary), [...engine.args, host], { cwd, env })),
    };
  });
}
