/** Figures against the length of the array, both logarithmic: throughput, and the speed of two threads. */
import { max, min } from 'd3-array';
import { scaleLog } from 'd3-scale';
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { integer, throughput } from './figures.mjs';
import { WAYS } from './functions.mjs';
import { chart } from './themes.mjs';

const WIDTH = 930;
const HEIGHT = 480;
const AREA = { left: 92, right: 670, top: 72, bottom: 420 };
const LABEL_HEIGHT = 18;

/**
 * @typedef {object} Curve
 * @property {string} label
 * @property {import('./themes.mjs').Colour} colour
 * @property {import('d3-shape').SymbolType} mark
 * @property {string} dash
 * @property {readonly { size: number, value: number }[]} values
 */

/** @param {number} n */
const one = (n) => n.toFixed(1);

/** Heights for labels that want to be at these, in ascending order, so that none covers another. @param {readonly number[]} wanted */
function spreadOut(wanted) {
  const placed = [...wanted];
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i], placed[i - 1] + LABEL_HEIGHT);
  const excess = Math.max(0, placed[placed.length - 1] - AREA.bottom);
  if (excess > 0) {
    placed[placed.length - 1] -= excess;
    for (let i = placed.length - 2; i >= 0; i--) placed[i] = Math.min(placed[i], placed[i + 1] - LABEL_HEIGHT);
  }
  return placed;
}

/**
 * @param {string} title @param {string} unit of the values
 * @param {readonly Curve[]} curves @param {readonly number[]} ticks of the values @param {(value: number) => string} tickLabel
 */
function linesChart(title, unit, curves, ticks, tickLabel) {
  const sizes = curves[0].values.map(({ size }) => size);
  const x = scaleLog([sizes[0], sizes[sizes.length - 1]], [AREA.left, AREA.right]);
  const y = scaleLog([ticks[0], ticks[ticks.length - 1]], [AREA.bottom, AREA.top]);
  const path = line(
    (/** @type {{ size: number, value: number }} */ point) => x(point.size),
    (point) => y(point.value),
  ).digits(1);

  const grid = ticks.map((value) => {
    const at = one(y(value));
    return `<line class="grid" stroke="currentColor" x1="${AREA.left}" x2="${AREA.right}" y1="${at}" y2="${at}"/><text x="${AREA.left - 8}" y="${one(y(value) + 4)}" text-anchor="end">${tickLabel(value)}</text>`;
  });
  const lengths = sizes
    .filter((size) => Math.log2(size) % 4 === 0)
    .map((size) => `<text x="${one(x(size))}" y="${AREA.bottom + 22}" text-anchor="middle">${integer(size)}</text>`);

  const ends = curves
    .map((curve) => ({ ...curve, end: y(curve.values[curve.values.length - 1].value) }))
    .sort((a, b) => a.end - b.end);
  const heights = spreadOut(ends.map(({ end }) => end));
  const drawn = ends.map(({ label, colour, mark, dash, values, end }, i) => {
    const shape = symbol(mark, 44).digits(1)();
    const marks = values.map(
      ({ size, value }) => `<path d="${shape}" transform="translate(${one(x(size))} ${one(y(value))})"/>`,
    );
    return `<g class="${colour}" fill="currentColor" stroke="none">
<path d="${path(values)}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="${dash}"/>
${marks.join('')}
<path d="M${AREA.right + 8} ${one(end)}L${AREA.right + 22} ${one(heights[i])}" stroke="currentColor" fill="none"/><path d="${shape}" transform="translate(${AREA.right + 30} ${one(heights[i])})"/><text x="${AREA.right + 42}" y="${one(heights[i] + 4.5)}">${label}</text>
</g>`;
  });

  return chart(
    WIDTH,
    HEIGHT,
    `${title}: ${unit} against the number of elements`,
    `<g class="text" fill="currentColor">
<text x="12" y="26" font-size="16" font-weight="600">${title}</text>
<text x="12" y="50">${unit}</text>
${grid.join('\n')}
${lengths.join('\n')}
<text x="${(AREA.left + AREA.right) / 2}" y="${AREA.bottom + 46}" text-anchor="middle">elements in the array</text>
</g>
${drawn.join('\n')}`,
  );
}

/** Drawn apart not by colour alone. @type {readonly (keyof typeof WAYS & import('./themes.mjs').Colour)[]} */
const SHOWN = ['inPlace', 'outOfPlace', 'copy', 'ordinary', 'typescript', 'hand'];
const MARKS = {
  inPlace: { mark: symbolCircle, dash: 'none' },
  outOfPlace: { mark: symbolSquare, dash: 'none' },
  copy: { mark: symbolDiamond, dash: '2 4' },
  ordinary: { mark: symbolTriangle, dash: 'none' },
  typescript: { mark: symbolDiamond, dash: 'none' },
  hand: { mark: symbolCircle, dash: '7 4' },
};

/** @param {number} perSecond */
function named(perSecond) {
  if (perSecond >= 1e9) return `${integer(perSecond / 1e9)} billion`;
  return perSecond >= 1e6 ? `${integer(perSecond / 1e6)} million` : integer(perSecond);
}

/** A function's throughput. @param {string} title @param {readonly import('../timing/runCase.mjs').Point[]} points */
export function sizesChart(title, points) {
  const curves = SHOWN.map((way) => ({
    label: WAYS[way].replaceAll('`', ''),
    colour: way,
    ...MARKS[/** @type {keyof typeof MARKS} */ (way)],
    values: points.map(({ size, timings }) => ({ size, value: 1e9 * throughput(size, timings[way]) })),
  }));
  const all = curves.flatMap(({ values }) => values.map(({ value }) => value));
  const first = Math.floor(Math.log10(min(all) ?? 1));
  const last = Math.ceil(Math.log10(max(all) ?? 1));
  const decades = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  return linesChart(title, 'elements a second', curves, decades, named);
}

const FUNCTIONS = /** @type {const} */ ([
  { colour: 'inPlace', mark: symbolCircle, dash: 'none' },
  { colour: 'ordinary', mark: symbolTriangle, dash: 'none' },
  { colour: 'hand', mark: symbolSquare, dash: '7 4' },
]);
const SPEEDUPS = [0.25, 0.5, 1, 2];

/** Two threads against one, of up to three functions. @param {string} title @param {readonly import('../programs/parallel.mjs').Case[]} cases */
export function threadsChart(title, cases) {
  const curves = cases.slice(0, FUNCTIONS.length).map(({ name, points }, i) => ({
    label: name,
    ...FUNCTIONS[i],
    values: points.map(({ length, speedup }) => ({ size: length, value: speedup.median })),
  }));
  return linesChart(title, 'times as fast as one thread', curves, SPEEDUPS, (value) => `${value}x`);
}
