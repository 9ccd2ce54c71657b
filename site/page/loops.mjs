// The bench's loops over rows and channels as a module of the page, whose own code may not compile strings.
import { caseNamed, functionsOf } from '../../bench/cases/functions.mjs';

const ID = 'virtual:loops';

const loops = [...functionsOf('rows'), ...functionsOf('channels')].map(
  (name) => `${name}(x, y, { size, alpha }) { ${caseNamed(name).whole?.hand} },`,
);

/** @returns {import('vite').Plugin} */
export const loopsPlugin = () => ({
  name: ID,
  resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
  load: (id) => (id === `\0${ID}` ? `export const loops = { ${loops.join('\n')} };` : undefined),
});
