import { ratesChart } from '../charts/rates-chart.js';
import type { Choices } from '../choice.js';
import { copy } from '../ui/copy.js';
import { find, make, makeContender } from '../ui/dom.js';
import { ratio, whole } from '../ui/format.js';
import { functionSelect } from '../ui/options.js';
import { runOnSubmit } from '../ui/run.js';
import type { Row } from '../work/comparison.js';
import { BASELINE, contenders } from '../work/contenders.js';
import { measure } from '../work/measuring.js';
import { sizesOf, taskOf } from '../work/tasks.js';
import { markdown } from './markdown.js';
import { ratesTable } from './rates-table.js';

const LARGEST = [65_536, 1_048_576, 16_777_216];
const LARGEST_AT_FIRST = 1_048_576;

function describeContenders(): void {
  find(HTMLElement, '#contenders').append(
    ...contenders.map(({ key, label, about }) => {
      const entry = make('div');
      entry.append(makeContender('dt', label, key), make('dd', about));
      return entry;
    }),
  );
}

/** What came out, for a size that every run has and that fits a cache. */
function summary(label: string, rows: readonly Row[]): string {
  const row = rows.find(({ size }) => size === 65_536);
  const best = contenders.find(({ key }) => row?.rates[key] !== undefined);
  if (row === undefined || best === undefined) return 'Finished.';
  const times = ratio(row.rates[best.key] / row.rates[BASELINE]);
  return `Finished. At 65,536 elements ${label} reaches ${times} the speed of the hand loop (${best.label}).`;
}

/** Throughput against size, measured on request. */
export function showComparison(choices: Choices): void {
  const section = find(HTMLElement, '#comparison');
  const largest = find(HTMLSelectElement, '#largest');
  const results = find(HTMLElement, '#rates');
  const copyButton = find(HTMLButtonElement, '#copy');
  const copyText = find(HTMLTextAreaElement, '#copy-text');
  const copied = find(HTMLElement, '#copied');
  const chartHost = find(HTMLElement, '#rates-chart');
  const table = ratesTable(find(HTMLTableElement, 'table', results));

  functionSelect(find(HTMLSelectElement, '#comparison-function'), choices);
  largest.append(...LARGEST.map((size) => new Option(whole(size), String(size))));
  largest.value = String(LARGEST_AT_FIRST);
  describeContenders();

  let label = '';
  let extent: readonly [number, number] = [1, LARGEST_AT_FIRST];
  let rows: Row[] = [];
  let draw: ReturnType<typeof ratesChart> | undefined;

  function show(): void {
    draw ??= ratesChart(chartHost);
    draw(rows, extent);
    table(rows);
  }

  runOnSubmit(section, async (signal, onProgress) => {
    const { name } = choices.current.f;
    const task = taskOf(name);
    label = task.label;
    extent = [sizesOf(task, Number(largest.value))[0], Number(largest.value)];
    rows = [];
    results.hidden = false;
    copyButton.disabled = true;
    copied.textContent = '';
    copyText.hidden = true;
    chartHost.ariaLabel = `Throughput of ${label} against array size; the table below has the same numbers.`;
    show();
    await measure({ name, largest: extent[1] }, signal, ({ done, total, row }) => {
      onProgress(done / total);
      if (row === undefined) return;
      rows.push(row);
      copyButton.disabled = false;
      show();
    });
    return summary(label, rows);
  });

  copyButton.addEventListener('click', async () => {
    copied.textContent = '';
    copied.textContent = await copy(markdown(label, rows), copyText);
  });
}
