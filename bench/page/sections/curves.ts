import { type Curve, curve, reachOf } from '../charts/curve.js';
import { curveChart } from '../charts/curve-chart.js';
import { type Choice, type Choices, withDefaults } from '../choice.js';
import { formulas } from '../formulas.js';
import { type Chosen, callOf, hasKinks, KINK_CHOICES } from '../functions.js';
import { combobox } from '../ui/combobox.js';
import { find, make } from '../ui/dom.js';
import { float } from '../ui/format.js';
import { functionOptions } from '../ui/options.js';
import { showParameters } from './parameters.js';
import { showSpecialValues } from './special-values.js';

const NONE = { value: '', label: 'none', detail: '', text: 'none' };

function kinkSentence(name: string, { kinks }: Curve): string {
  if (kinks.length === 0) return `${name} has no kink here: its derivative is the same from both sides.`;
  const each = kinks.map(
    ({ x, chosen, other }) => `at x = ${float(x)} it is ${float(chosen)}, from the other side ${float(other)}`,
  );
  return `The derivative of ${name} has two sides: ${each.join('; ')}.`;
}

/** `text` inside `element`, with what stands between backticks as code. */
function withCode(element: HTMLElement, text: string): HTMLElement {
  element.append(...text.split('`').map((part, i) => (i % 2 === 1 ? make('code', part) : part)));
  return element;
}

/** What the doc comment says about a function. */
function documentation({ name }: Chosen): HTMLElement {
  const { formula, points } = formulas[name];
  const entry = make('div');
  const list = make('dl', '', 'points');
  list.append(...points.flatMap(({ label, text }) => [make('dt', label), withCode(make('dd'), text)]));
  entry.append(make('h3', `${name}(x) = ${formula}`), list);
  return entry;
}

/** One function, or two of them, with their derivatives. */
export function showCurves(choices: Choices): void {
  const form = find(HTMLFormElement, '#curves form');
  const kinks = find(HTMLFieldSetElement, '#kinks');
  const host = find(HTMLElement, '#curves .chart');
  const keys = find(HTMLElement, '#curves .key');
  const caption = find(HTMLElement, '#curves figcaption');
  const about = find(HTMLElement, '#about');
  const draw = curveChart(host);
  find(HTMLElement, '.scrolls').tabIndex = 0; // on a phone it scrolls sideways, and has to by keyboard too
  const drawValues = showSpecialValues(find(HTMLTableElement, '#values'));

  const showName = combobox(find(HTMLInputElement, '#f'), functionOptions, (name) =>
    choices.choose({ f: withDefaults(name as Chosen['name']) }),
  );
  const showOther = combobox(find(HTMLInputElement, '#with'), [NONE, ...functionOptions], (name) =>
    choices.choose({ other: name === '' ? undefined : withDefaults(name as Chosen['name']) }),
  );
  const showFirstParameters = showParameters(find(HTMLElement, '#parameters'), (f) => choices.adjust({ f }));
  const showOtherParameters = showParameters(find(HTMLElement, '#with-parameters'), (other) =>
    choices.adjust({ other }),
  );

  kinks.addEventListener('change', () => {
    const given = new FormData(form).get('kink');
    choices.choose({ kink: KINK_CHOICES.find((one) => one === given) ?? 'right' });
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  choices.follow(({ f, other, kink }: Choice) => {
    const chosen = other === undefined ? [f] : [f, other];
    showName(f.name);
    showOther(other?.name ?? '');
    showFirstParameters(f);
    showOtherParameters(other);
    kinks.hidden = !chosen.some(({ name }) => hasKinks(name));
    find(HTMLInputElement, `input[value="${kink}"]`, kinks).checked = true;

    const reach = reachOf(chosen);
    const shown = chosen.map((one, i) => ({
      curve: curve(one, kink, reach),
      kind: i === 0 ? ('first' as const) : ('second' as const),
    }));
    const sentence = chosen.map(({ name }, i) => kinkSentence(name, shown[i].curve)).join(' ');
    draw(shown, reach);
    caption.textContent = sentence;
    host.ariaLabel = `Curves of ${chosen.map(callOf).join(' and ')} with derivatives, from −${reach} to ${reach}. ${sentence}`;
    keys.replaceChildren(
      ...chosen.flatMap((one, i) => [
        make('span', callOf(one), shown[i].kind),
        make('span', 'its derivative', `${shown[i].kind} derivative`),
      ]),
    );
    about.replaceChildren(...chosen.map(documentation));
    drawValues(chosen, kink);
  });
}
