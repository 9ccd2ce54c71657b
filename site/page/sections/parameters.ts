import { type Chosen, refusal, withDefaults } from '../functions/chosen.js';
import type { Name } from '../functions/names.js';
import { make } from '../ui/dom.js';

const STEP = 0.01;
const LEAST = -3;
const MOST = 3;

/** The left end of a slider: the least of these that the function takes. */
function leastOf(chosen: Chosen, key: string): number {
  const isTaken = (value: number) =>
    refusal({ ...chosen, parameters: { ...withDefaults(chosen.name).parameters, [key]: value } }) === undefined;
  return [LEAST, 0].find(isTaken) ?? STEP;
}

interface Field {
  readonly key: string;
  readonly slider: HTMLInputElement;
  readonly number: HTMLInputElement;
}

/** A slider and a number for each parameter that is shown here. Returns what shows those of a function. */
export function showParameters<N extends Name>(
  host: HTMLElement,
  onChange: (chosen: Chosen<N>) => void,
  isShown: (key: string) => boolean,
): (chosen: Chosen<N> | undefined) => void {
  let current: Chosen<N> | undefined;
  let fields: Field[] = [];
  const problem = Object.assign(make('p', '', 'problem'), { role: 'alert' });

  function change(key: string, value: number): void {
    if (current === undefined) return;
    const next = { ...current, parameters: { ...current.parameters, [key]: value } };
    problem.textContent = refusal(next) ?? '';
    if (problem.textContent === '') onChange(next);
  }

  function field(chosen: Chosen, key: string): Field & { readonly element: HTMLElement } {
    const name = `${key} of ${chosen.name}`;
    const element = make('div', '', 'parameter');
    const [min, max, step] = [leastOf(chosen, key), MOST, STEP].map(String);
    const slider = Object.assign(make('input'), { type: 'range', min, max, step, ariaLabel: name });
    const number = Object.assign(make('input'), { type: 'number', step: 'any', ariaLabel: `${name}, as a number` });
    slider.addEventListener('input', () => change(key, slider.valueAsNumber));
    number.addEventListener('input', () => change(key, number.valueAsNumber));
    for (const input of [slider, number]) {
      input.addEventListener('blur', () => {
        problem.textContent = '';
        update(); // what was refused goes
      });
    }
    element.append(make('code', key), slider, number);
    return { key, slider, number, element };
  }

  function update(): void {
    for (const { key, slider, number } of fields) {
      const value = current?.parameters[key] ?? 0;
      slider.value = String(value);
      if (number !== document.activeElement) number.value = String(Number(value.toPrecision(6)));
    }
  }

  return (chosen) => {
    const isOther = chosen?.name !== current?.name;
    current = chosen;
    if (isOther) {
      const made = Object.keys(chosen?.parameters ?? {})
        .filter(isShown)
        .map((key) => field(chosen as Chosen, key));
      fields = made;
      problem.textContent = '';
      host.replaceChildren(...made.map(({ element }) => element), problem);
    }
    update();
  };
}
