/**
 * A bar for each function: how many times as fast as the hand loop, and how many elements a second. The chart is narrow, so that
 * it can be read on a phone.
 */
import { scaleLog } from 'd3-scale';
import { MAIN_SIZE } from '../cases/functions.mjs';
import { digits, integer, ratio, throughput, times } from './figures.mjs';
import { chart } from './themes.mjs';

const WIDTH = 480;
const ROW = 21;
const BAR = 12;
/** From 1x to the longest bar; names stand to its left, throughputs to its right. */
const AREA = { left: 118, right: 400, top: 106 };
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200];

/**
 * @param {readonly import('../timing/runCase.mjs').Result[]} cases
 * @returns {{ name: string, resident: number, ordinary: number, perSecond: number }[]} the fastest first
 */
export function speeds(cases) {
  return cases
    .filter(({ name }) => !name.includes('.'))
    .flatMap(({ name, points }) => {
      const timings = points.find(({ size }) => size === MAIN_SIZE)?.timings;
      if (timings === undefined) return [];
      const { outOfPlace, ordinary, hand } = timings;
      return [
        {
          name,
          resident: ratio(outOfPlace, hand),
          ordinary: ratio(ordinary, hand),
          perSecond: throughput(MAIN_SIZE, outOfPlace),
        },
      ];
    })
    .sort((a, b) => b.resident - a.resident);
}

/** @param {string} subtitle @param {ReturnType<typeof speeds>} rows */
export function functionsChart(subtitle, rows) {
  const most = Math.max(2, ...rows.map(({ resident, ordinary }) => Math.max(resident, ordinary)));
  // Both speeds of every function have to fit; a function that is slower than the loop ends at the axis.
  const x = scaleLog([1, most], [AREA.left, AREA.right - 48]).clamp(true);
  const bottom = AREA.top + ROW * rows.length;

  const grid = TICKS.filter((tick) => tick <= most).map((tick) => {
    const at = x(tick).toFixed(1);
    return `<line class="grid" stroke="currentColor" x1="${at}" x2="${at}" y1="${AREA.top - 6}" y2="${bottom}"/><text x="${at}" y="${AREA.top - 12}" text-anchor="middle" font-size="12">${tick}x</text>`;
  });
  const yOf = (/** @type {number} */ i) => AREA.top + ROW * i + (ROW - BAR) / 2;
  /** A group of what every row has, with the attributes that all have. @param {string} attributes @param {(row: typeof rows[number], y: number) => string} draw */
  const each = (attributes, draw) => `<g${attributes}>${rows.map((row, i) => draw(row, yOf(i))).join('')}</g>`;
  const bars = [
    each(' text-anchor="end"', ({ name }, y) => `<text x="${AREA.left - 8}" y="${y + 10}">${name}</text>`),
    each(' class="inPlace" fill="currentColor"', ({ resident }, y) => {
      const width = (x(resident) - AREA.left).toFixed(1);
      return `<rect x="${AREA.left}" y="${y}" width="${width}" height="${BAR}"/>`;
    }),
    each(' class="typescript" fill="currentColor"', ({ ordinary }, y) => {
      return `<rect x="${(x(ordinary) - 2).toFixed(1)}" y="${y - 2}" width="4" height="${BAR + 4}"/>`;
    }),
    each('', ({ resident, ordinary }, y) => {
      const end = Math.max(x(resident), x(ordinary));
      return `<text x="${(end + 8).toFixed(1)}" y="${y + 10}">${times(resident)}</text>`;
    }),
    each(
      ' text-anchor="end"',
      ({ perSecond }, y) => `<text x="${WIDTH - 12}" y="${y + 10}">${digits(perSecond)}</text>`,
    ),
  ];

  return chart(
    WIDTH,
    bottom + 14,
    `Each function of ${integer(MAIN_SIZE)} numbers: times as fast as the JavaScript loop, and billion elements a second`,
    `<g class="text" fill="currentColor">
<text x="12" y="24" font-size="16" font-weight="600">Times as fast as the JavaScript loop</text>
<text x="12" y="43" font-size="12">${subtitle}</text>
<rect class="inPlace" x="12" y="53" width="16" height="${BAR}" fill="currentColor"/>
<text x="34" y="63" font-size="12">arrays from alloc</text>
<rect class="typescript" x="150" y="51" width="4" height="${BAR + 4}" fill="currentColor"/>
<text x="161" y="63" font-size="12">ordinary arrays</text>
<text x="${WIDTH - 12}" y="${AREA.top - 27}" text-anchor="end" font-size="12">billion</text>
<text x="${WIDTH - 12}" y="${AREA.top - 12}" text-anchor="end" font-size="12">a second</text>
${grid.join('\n')}
${bars.join('\n')}
</g>`,
  );
}
