import { type Curve, curve, reachOf } from '../charts/curve.js';
import { curveChart } from '../charts/curve-chart.js';
import { type Choices, shownOf } from '../choice.js';
import { curvesOf } from '../functions/chosen.js';
import { find, make } from '../ui/dom.js';
import { float } from '../ui/format.js';
import { showSpecialValues } from './special-values.js';

/** The classes of the lines: as many as curves can show. */
const CLASSES = ['first', 'second', 'third'];

function kinkSentence(name: string, { kinks }: Curve): string {
  if (kinks.length === 0) return `${name} has no kink here: its derivative is the same from both sides.`;
  const each = kinks.map(
    ({ x, chosen, other }) => `at x = ${float(x)} it is ${float(chosen)}, from the other side ${float(other)}`,
  );
  return `The derivative of ${name} has two sides: ${each.join('; ')}.`;
}

/** The curves of what is chosen, with their derivatives, and their values at special inputs. */
export function showCurves(choices: Choices): void {
  const section = find(HTMLElement, '#curves');
  const host = find(HTMLElement, '.chart', section);
  const keys = find(HTMLElement, '.key', section);
  const caption = find(HTMLElement, 'figcaption', section);
  const draw = curveChart(host);
  find(HTMLElement, '.scrolls', section).tabIndex = 0; // on a phone it scrolls sideways, and has to by keyboard too
  const drawValues = showSpecialValues(find(HTMLTableElement, '#values'));

  choices.follow((choice) => {
    const functions = shownOf(choice).flatMap(curvesOf);
    if (functions.length === 0) return;
    const reach = reachOf(functions);
    const shown = functions.map((one, i) => ({ curve: curve(one, choice.kink, reach), kind: CLASSES[i] }));
    const sentence = functions.map(({ name }, i) => kinkSentence(name, shown[i].curve)).join(' ');
    draw(shown, reach);
    caption.textContent = sentence;
    host.ariaLabel = `Curves of ${functions.map(({ label }) => label).join(' and ')} with derivatives, from −${reach} to ${reach}. ${sentence}`;
    keys.replaceChildren(
      ...functions.flatMap(({ label }, i) => [
        make('span', label, CLASSES[i]),
        make('span', 'its derivative', `${CLASSES[i]} derivative`),
      ]),
    );
    drawValues(functions, choice.kink);
  });
}
