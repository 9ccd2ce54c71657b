import { ratesChart } from '../charts/rates-chart.js';
import type { Choices } from '../choice.js';
import { Float16Array } from '../functions/internals.js';
import { kindOf, type Name } from '../functions/names.js';
import { copy } from '../ui/copy.js';
import { find, make } from '../ui/dom.js';
import { runOnSubmit } from '../ui/run.js';
import type { Row } from '../work/comparison.js';
import { shownIn } from '../work/contenders.js';
import { measure } from '../work/measuring.js';
import { lengthsOf, onePassOf, SPANS, type Span, taskOf } from '../work/tasks.js';
import { markdown } from './markdown.js';
import { rateBars } from './rate-bars.js';
import { ratesTable } from './rates-table.js';
import { summary } from './summary.js';

/** From how many lengths on a chart says more than the bars. */
const CHART_FROM = 4;

/** The speed of the chosen function, measured on request, in every way to compute it. */
export function showComparison(choices: Choices): void {
  const section = find(HTMLElement, '#comparison');
  const lengths = find(HTMLSelectElement, '#lengths');
  const onePass = find(HTMLInputElement, '#one-pass');
  const float16 = find(HTMLInputElement, '#float16');
  const results = find(HTMLElement, '#rates');
  const copyButton = find(HTMLButtonElement, '#copy');
  const copyText = find(HTMLTextAreaElement, '#copy-text');
  const copied = find(HTMLElement, '#copied');
  const key = find(HTMLElement, '#rates-key');
  const chartHost = find(HTMLElement, '#rates-chart');
  const caption = find(HTMLElement, '#rates-title');
  const table = ratesTable(find(HTMLTableElement, 'table', results));
  const bars = rateBars(find(HTMLElement, '.bars', results));

  lengths.append(...Object.entries(SPANS).map(([span, label]) => new Option(label, span)));

  float16.disabled = Float16Array === undefined;
  find(HTMLElement, '#no-float16').hidden = !float16.disabled;

  let label = '';
  let measured: Name | undefined;
  let extent: readonly [number, number] = [1, 2];
  let rows: Row[] = [];
  let draw: ReturnType<typeof ratesChart> | undefined;

  function show(): void {
    bars(rows);
    table(rows);
    chartHost.hidden = rows.length < CHART_FROM;
    key.hidden = chartHost.hidden;
    if (chartHost.hidden) return;
    const drawn = shownIn(rows[0]).filter((way) => rows[0].rates[way.key] !== undefined);
    key.replaceChildren(...drawn.map((way) => make('span', way.label, way.key)));
    draw ??= ratesChart(chartHost);
    draw(rows, extent);
  }

  const run = runOnSubmit(
    section,
    async (signal, onProgress) => {
      const { name } = choices.current.f;
      const isOnePass = onePass.checked && kindOf(name) === 'elementwise';
      const isFloat16 = float16.checked;
      const task = isOnePass ? onePassOf(name) : taskOf(name);
      const chosen = lengthsOf(task, lengths.value as Span);
      measured = name;
      label = `${task.label}${isFloat16 ? ' on Float16Arrays' : ''}`;
      extent = [chosen[0], chosen[chosen.length - 1]];
      rows = [];
      results.hidden = true;
      copied.textContent = '';
      copyText.hidden = true;
      caption.textContent = `${label}: billion elements a second, and how many times the hand loop`;
      chartHost.ariaLabel = `Throughput of ${label} against the length of the array; the table has the same numbers.`;
      await measure({ name, isOnePass, isFloat16, lengths: chosen }, signal, ({ done, total, row }) => {
        onProgress(done / total);
        if (row === undefined) return;
        rows.push(row);
        results.hidden = false;
        show();
      });
      return summary(label, rows);
    },
    () => 'Stopped.',
  );

  choices.follow(({ f: { name } }) => {
    if (measured === undefined || measured === name) return;
    measured = undefined;
    run.clear();
    results.hidden = true; // these were another function's figures
  });

  copyButton.addEventListener('click', async () => {
    copied.textContent = '';
    copied.textContent = await copy(markdown(label, rows), copyText);
  });
}
