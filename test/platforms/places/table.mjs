import { alignedTable } from '../../../tools/table.mjs';

/**
 * @typedef {{ place: string, engine: string, backend: string, reason: string, hash: string, float16?: string }} Tried
 * @typedef {{ date: string, tried: Tried[], notTried: { place: string, why: string }[] }} Results RESULTS.json
 */

const BLOCK = /(?<=<!-- places -->\n).*?(?=<!-- \/places -->)/s;

/** docs/places.md with the results in their place. @param {string} text @param {Results} results */
export function withPlaces(text, results) {
  if (!BLOCK.test(text)) throw new Error('docs/places.md has no <!-- places --> and <!-- /places --> around its table');
  return text.replace(BLOCK, () => table(results));
}

/** One line for a place and a backend, with all the engines that ran it. @param {Results} results */
function table({ date, tried, notTried }) {
  /** @type {Map<string, string[]>} */
  const lines = new Map();
  for (const { place, engine, backend } of tried) {
    const [, , engines = ''] = lines.get(place + backend) ?? [];
    lines.set(place + backend, [place, backend, engines === '' ? engine : `${engines}, ${engine}`]);
  }
  /** @param {(float16: string) => boolean} isSo */
  const enginesWhere = (isSo) =>
    [
      ...new Set(
        tried.flatMap(({ engine, float16 }) =>
          float16 !== undefined && isSo(float16) ? engine.replace(/,.*/, '') : [],
        ),
      ),
    ].join(', ');
  const having = enginesWhere((float16) => float16 !== 'none');
  const lacking = enginesWhere((float16) => float16 === 'none');
  const half =
    having &&
    `\nfloat16 arrays gave one result, to the bit, in the engines that have them: ${having}. These have none: ${lacking}.\n`;
  const untried = notTried.map(({ place, why }) => `${place}: ${why}.`);
  return `Tried on ${date} with the packed package, by \`npm run test:places\`; each gave Node's results to the bit.

${alignedTable(['place', 'runs on', 'engines'], [...lines.values()])}
${half}
Not tried, and nothing is claimed for it. ${untried.join(' ')}
`;
}
