/** A function's throughput against the length of the array, both logarithmic, as SVG for light and for dark pages. */
import { max, min } from 'd3-array';
import { scaleLog } from 'd3-scale';
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { WAYS } from './names.mjs';
import { integer, throughput } from './table.mjs';
import { THEMES } from './themes.mjs';

/** The curves, and what tells them apart besides colour. */
const CURVES = /** @type {const} */ ({
  inPlace: { mark: symbolCircle, dash: 'none' },
  outOfPlace: { mark: symbolSquare, dash: 'none' },
  copy: { mark: symbolDiamond, dash: '2 4' },
  ordinary: { mark: symbolTriangle, dash: 'none' },
  typescript: { mark: symbolDiamond, dash: 'none' },
  hand: { mark: symbolCircle, dash: '7 4' },
});
/** @typedef {keyof typeof CURVES} Curve */

const WIDTH = 930;
const HEIGHT = 480;
const AREA = { left: 92, right: 670, top: 72, bottom: 420 };
const LABEL_HEIGHT = 18;

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

/** @param {number} perSecond */
function named(perSecond) {
  if (perSecond >= 1e9) return `${integer(perSecond / 1e9)} billion`;
  return perSecond >= 1e6 ? `${integer(perSecond / 1e6)} million` : integer(perSecond);
}

/**
 * @param {string} title
 * @param {readonly import('../timing/runCase.mjs').Point[]} points
 * @param {import('./themes.mjs').Theme} theme
 */
export function sizesChart(title, points, theme) {
  const colours = THEMES[theme];
  const sizes = points.map(({ size }) => size);
  const curves = /** @type {Curve[]} */ (Object.keys(CURVES)).map((name) => ({
    name,
    label: WAYS[name].replaceAll('`', ''),
    values: points.map(({ size, timings }) => ({ size, perSecond: 1e9 * throughput(size, timings[name]) })),
  }));
  const all = curves.flatMap(({ values }) => values.map(({ perSecond }) => perSecond));
  const x = scaleLog([sizes[0], sizes[sizes.length - 1]], [AREA.left, AREA.right]);
  const y = scaleLog([min(all) ?? 1, max(all) ?? 1], [AREA.bottom, AREA.top]).nice();
  const path = line(
    (/** @type {{ size: number, perSecond: number }} */ value) => x(value.size),
    (value) => y(value.perSecond),
  ).digits(1);

  const [bottom, top] = y.domain();
  const decades = Array.from({ length: Math.round(Math.log10(top / bottom)) + 1 }, (_, i) => bottom * 10 ** i);
  const grid = decades.map(
    (
      value,
    ) => `<line x1="${AREA.left}" x2="${AREA.right}" y1="${one(y(value))}" y2="${one(y(value))}" stroke="${colours.grid}"/>
<text x="${AREA.left - 8}" y="${one(y(value) + 4)}" text-anchor="end">${named(value)}</text>`,
  );
  const ticks = sizes
    .filter((size) => Math.log2(size) % 4 === 0)
    .map((size) => `<text x="${one(x(size))}" y="${AREA.bottom + 22}" text-anchor="middle">${integer(size)}</text>`);

  const ends = curves
    .map((curve) => ({ ...curve, end: y(curve.values[curve.values.length - 1].perSecond) }))
    .sort((a, b) => a.end - b.end);
  const heights = spreadOut(ends.map(({ end }) => end));
  const drawn = ends.map(({ name, label, values, end }, i) => {
    const { mark, dash } = CURVES[name];
    const shape = symbol(mark, 44).digits(1)();
    const marks = values.map(
      ({ size, perSecond }) => `<path d="${shape}" transform="translate(${one(x(size))} ${one(y(perSecond))})"/>`,
    );
    return `<g fill="${colours[name]}">
<path d="${path(values)}" fill="none" stroke="${colours[name]}" stroke-width="2" stroke-dasharray="${dash}"/>
${marks.join('\n')}
<path d="M${AREA.right + 8} ${one(end)}L${AREA.right + 22} ${one(heights[i])}" stroke="${colours[name]}" fill="none"/>
<path d="${shape}" transform="translate(${AREA.right + 30} ${one(heights[i])})"/>
<text x="${AREA.right + 42}" y="${one(heights[i] + 4.5)}">${label}</text>
</g>`;
  });

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13">
<title>${title}: elements a second against the number of elements</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${colours.background}"/>
<g fill="${colours.text}">
<text x="12" y="26" font-size="16" font-weight="600">${title}</text>
<text x="12" y="50">elements a second</text>
${grid.join('\n')}
${ticks.join('\n')}
<text x="${(AREA.left + AREA.right) / 2}" y="${AREA.bottom + 46}" text-anchor="middle">elements in the array</text>
</g>
${drawn.join('\n')}
</svg>
`;
}
