import type { Choices } from '../choice.js';
import { digits, ulpsOff } from '../exact/digits.js';
import { fixed } from '../exact/fixed.js';
import { type SingleFunction, singleOf } from '../functions/single.js';
import type { Point } from '../point.js';
import { find, make } from '../ui/dom.js';
import { float, fromBits, hexBits } from '../ui/format.js';

/** Significant digits of exact values. */
const DIGITS = 30;
const HALF_ULP = 0.5;

/** A number as people write it, or the bits of a float32; undefined for anything else. */
export function parse(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replaceAll('_', '');
  if (/^0x[0-9a-f]{1,8}$/i.test(plain)) return fromBits(Number(plain));
  if (/^[-+]?(inf|infinity|∞)$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(plain)) return Number.NaN;
  return plain === '' || Number.isNaN(Number(plain)) ? undefined : Number(plain);
}

function row(label: string, value: string, bits = '', off = ''): HTMLTableRowElement {
  const element = make('tr');
  const header = Object.assign(make('th', label), { scope: 'row' });
  element.append(header, make('td', value, 'value'), make('td', bits), make('td', off));
  return element;
}

const inUlps = (ulps: number): string =>
  ulps === 0 ? '0: it is exact' : `${ulps < 1000 ? Number(ulps.toPrecision(3)) : ulps.toExponential(2)} ULP`;

/** How far a result is from the exact value, in words; empty where one of them is no finite number. */
function off(result: number, truth: bigint | undefined): string {
  return truth === undefined || !Number.isFinite(result) ? '' : inUlps(ulpsOff(result, truth));
}

function verdict({ name, f, hand, exact }: SingleFunction, x: number): string {
  const truth = Number.isFinite(x) ? exact?.(x) : undefined;
  const [ours, theirs] = [f(x), hand(x)];
  if (truth === undefined || !Number.isFinite(ours)) return `${name}(${float(x)}) is ${float(ours)}.`;
  const error = ulpsOff(ours, truth);
  const sentence =
    error <= HALF_ULP
      ? `No float32 is nearer to the exact value of ${name}(${float(x)}) than this result.`
      : `${name}(${float(x)}) is within ${inUlps(error)} of the exact value, with these parameters.`;
  if (!Number.isFinite(theirs) || ulpsOff(theirs, truth) > HALF_ULP)
    return `${sentence} The hand loop’s ${float(theirs)} is not the nearest.`;
  return `${sentence} The hand loop’s is the same here.`;
}

/** One input of one's choice, with the bits and the error of the results. */
export function showNumber(choices: Choices, point: Point): void {
  const section = find(HTMLElement, '#number');
  const field = find(HTMLInputElement, '#x', section);
  const problem = find(HTMLElement, '.problem', section);
  const [body] = find(HTMLTableElement, 'table', section).tBodies;
  const sentence = find(HTMLElement, '.verdict', section);

  function show(): void {
    const single = singleOf(choices.current.f);
    if (single === undefined) return;
    const { x } = point;
    if (field !== document.activeElement) field.value = float(x).replace('−', '-');
    const truth = Number.isFinite(x) ? single.exact?.(x) : undefined;
    const rows = [row('x', Number.isFinite(x) ? digits(fixed(x), DIGITS) : float(x), hexBits(x))];
    if (truth !== undefined) rows.push(row('exact value', digits(truth, DIGITS)));
    for (const [label, value] of [
      [single.name, single.f(x)],
      ['hand loop', single.hand(x)],
    ] as const) {
      rows.push(row(label, float(value), hexBits(value), off(value, truth)));
    }
    body.replaceChildren(...rows);
    sentence.textContent = verdict(single, x);
  }

  find(HTMLFormElement, 'form', section).addEventListener('submit', (event) => event.preventDefault());
  field.addEventListener('input', () => {
    const x = parse(field.value);
    problem.textContent = x === undefined ? 'This is neither a number nor the bits of one.' : '';
    if (x !== undefined) point.set(x);
  });
  field.addEventListener('blur', () => {
    problem.textContent = '';
    show();
  });
  choices.follow(show);
  point.follow(show);
}
