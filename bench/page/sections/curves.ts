import * as library from 'wasm-activations';
import { type AnyActivation, activationsOf, alphaOption, kinkOption } from '../activations.js';
import { type Curve, type CurveOptions, curve } from '../charts/curve.js';
import { curveChart } from '../charts/curve-chart.js';
import { find, make } from '../ui/dom.js';
import { fixed, float } from '../ui/format.js';

/** The columns of the table under each curve. */
const POINTS = [-2, -1, -0, 0, 1, 2, Number.NaN];

function call(name: string, alpha: string | undefined): string {
  return alpha === undefined ? `${name}(x)` : `${name}(x, { alpha: ${alpha} })`;
}

function kinkSentence({ kinks }: Curve): string {
  if (kinks.length === 0) return 'No kink: f′ is the same from both sides everywhere.';
  return kinks
    .map(
      ({ x, chosen, other }) =>
        `Kink at x = ${float(x)}: f′ is ${float(chosen)} here, ${float(other)} from the other side.`,
    )
    .join(' ');
}

/** The figure of one activation. Returns what redraws it. */
function figure(name: string, activation: AnyActivation): (options: CurveOptions) => void {
  const copy = document.importNode(find(HTMLTemplateElement, '#figure').content, true);
  const title = find(HTMLElement, 'h3', copy);
  const host = find(HTMLElement, '.chart', copy);
  const caption = find(HTMLElement, 'figcaption', copy);
  const valuesOf = { f: find(HTMLElement, '.f', copy), df: find(HTMLElement, '.df', copy) };
  find(HTMLElement, 'caption', copy).textContent = `Values of ${name} and its derivative`;
  find(HTMLElement, 'thead tr', copy).append(
    ...POINTS.map((x) => Object.assign(make('th', float(x)), { scope: 'col' })),
  );
  const cells = (row: HTMLElement) => POINTS.map(() => row.appendChild(make('td')));
  const f = cells(valuesOf.f);
  const df = cells(valuesOf.df);
  find(HTMLElement, '#figures').append(copy); // before the chart, which needs its width
  const draw = curveChart(host);

  return ({ kink, alpha }) => {
    const parameters = alpha === undefined ? {} : alphaOption(activation, alpha);
    const shown = curve(activation, { ...parameters, kink });
    const sentence = kinkSentence(shown);
    draw(shown);
    title.textContent = call(name, parameters.alpha?.toString());
    caption.textContent = sentence;
    host.ariaLabel = `Curves of ${name} and its derivative from −3 to 3. ${sentence}`;
    const values = activation(POINTS, parameters);
    const slopes = activation.grad(POINTS, { ...parameters, ...kinkOption(activation, kink) });
    POINTS.forEach((_, i) => {
      f[i].textContent = float(values[i]);
      df[i].textContent = float(slopes[i]);
    });
  };
}

/** Every activation and its derivative, live. */
export function showCurves(): void {
  const form = find(HTMLFormElement, '#curves form');
  const slider = find(HTMLInputElement, '#alpha');
  const readout = find(HTMLOutputElement, '#alpha-value');
  const figures = Array.from(activationsOf(library), ([name, activation]) => figure(name, activation));

  function update(): void {
    const alpha = slider.valueAsNumber;
    const kink = new FormData(form).get('kink') === 'left' ? 'left' : 'right';
    readout.textContent = fixed(alpha);
    for (const draw of figures) draw({ alpha, kink });
  }

  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  update();
}
