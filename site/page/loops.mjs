// The loops that people write over rows and channels, as a module of the page, whose own code may not compile strings.
import { channelLoop } from '../../tools/channelLoops.mjs';
import { rowFunctions, rowLoop } from '../../tools/rowLoops.mjs';

const ID = 'virtual:loops';

const loops = [
  ...rowFunctions.map((name) => `${name}(x, y, { size }) { ${rowLoop(name, 'forward')} },`),
  `prelu(x, y, { alpha }) { ${channelLoop('forward', 1)} },`,
];

/** @returns {import('vite').Plugin} */
export const loopsPlugin = () => ({
  name: ID,
  resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
  load: (id) => (id === `\0${ID}` ? `export const loops = { ${loops.join('\n')} };` : undefined),
});
