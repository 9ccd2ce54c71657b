import { type Curve, curve, reachOf } from '../charts/curve.js';
import { curveChart } from '../charts/curve-chart.js';
import { type Choices, shownCurves } from '../choice.js';
import type { Point } from '../point.js';
import { find, make } from '../ui/dom.js';
import { float } from '../ui/format.js';
import { followPointing } from './pointing.js';
import { showReading } from './reading.js';
import { showSave } from './save.js';
import { showSpecialValues } from './special-values.js';

/** The classes of the lines: as many as curves can show. */
const CLASSES = ['first', 'second', 'third'];

function jumpSentence(name: string, { jumps }: Curve): string {
  return jumps
    .map(
      ({ x, chosen, other }) =>
        ` ${name} jumps at x = ${float(x)}: it is ${float(chosen)} there, and ${float(other)} beside it.`,
    )
    .join('');
}

function kinkSentence(name: string, { kinks }: Curve): string {
  if (kinks.length === 0) return '';
  const each = kinks.map(
    ({ x, chosen, other }) => `${float(chosen)} at x = ${float(x)}, where the other side has ${float(other)}`,
  );
  return ` The derivative of ${name} is ${each.join(', and ')}.`;
}

/** The chart of the chosen functions and their derivatives, the values at its point, and the values at special inputs. */
export function showCurves(choices: Choices, point: Point): void {
  const section = find(HTMLElement, '#curves');
  const host = find(HTMLElement, '.chart', section);
  const keys = find(HTMLElement, '.key', section);
  const caption = find(HTMLElement, 'figcaption', section);
  const chart = curveChart(host);
  find(HTMLElement, '#details .scrolls').tabIndex = 0; // on a phone it scrolls sideways, and has to by keyboard too
  const drawValues = showSpecialValues(find(HTMLTableElement, '#values'));
  const read = showReading(find(HTMLElement, '#reading'), host);
  followPointing(host, chart, point);
  showSave(find(HTMLElement, '.save', section), () => ({
    svg: find(SVGSVGElement, 'svg', host),
    name: shownCurves(choices.current)
      .map(({ name }) => name.replaceAll(' ', ''))
      .join('-'),
  }));

  let reach = 1;
  let shown: readonly { readonly curve: Curve; readonly kind: string }[] = [];

  function mark(): void {
    const { current } = choices;
    const input = Float32Array.of(point.x);
    const read32 = shownCurves(current).map((one, i) => ({
      name: one.name,
      value: one.expression(),
      derivative: one.expression('′'),
      kind: CLASSES[i],
      f: one.values(input)[0],
      df: one.slopes(input, current.kink)[0],
    }));
    chart.draw(
      shown.map((one, i) => ({ ...one, marked: [read32[i].f, read32[i].df] })),
      reach,
      point.x,
    );
    read(point.x, reach, read32);
  }

  choices.follow((choice) => {
    const functions = shownCurves(choice);
    if (functions.length === 0) return;
    reach = reachOf(functions);
    shown = functions.map((one, i) => ({ curve: curve(one, choice.kink, reach), kind: CLASSES[i] }));
    mark();
    caption.textContent = functions
      .map(({ name }, i) => jumpSentence(name, shown[i].curve) + kinkSentence(name, shown[i].curve))
      .join('')
      .trim();
    host.ariaLabel = `x on the curves of ${functions.map(({ label }) => label).join(' and ')}`;
    keys.replaceChildren(...functions.map(({ label }, i) => make('span', label, CLASSES[i])));
    keys.hidden = functions.length === 1;
    drawValues(functions, choice.kink);
  });
  point.follow(() => {
    if (shown.length > 0) mark();
  });
}
