import { find } from '../ui/dom.js';
import { whole } from '../ui/format.js';
import { runOnSubmit } from '../ui/run.js';
import type { CheckStep } from '../work/check.js';

function verdict({ results, mismatches, first }: CheckStep): string {
  if (mismatches === undefined) {
    return `Finished. ${whole(results)} results of the one backend that runs here are in the fingerprint.`;
  }
  if (mismatches === 0) return `Finished. ${whole(results)} results compared: all the same, bit for bit.`;
  return `Finished. ${whole(mismatches)} of ${whole(results)} results differ. The first: ${first}`;
}

/** Both backends on random bits, on request. */
export function showCheck(): void {
  const seed = find(HTMLInputElement, '#seed');
  const findings = find(HTMLElement, '#findings');
  const finding = (name: string) => find(HTMLElement, `#finding-${name}`);
  const [what, patterns, results, mismatches, fingerprint] = [
    'what',
    'patterns',
    'results',
    'mismatches',
    'fingerprint',
  ].map(finding);
  let last: CheckStep | undefined;

  runOnSubmit(find(HTMLElement, '#check'), 'check', {
    start: () => ({ seed: seed.valueAsNumber }),
    step(step) {
      last = step;
      findings.hidden = false;
      what.textContent = step.what;
      patterns.textContent = whole(step.patterns);
      results.textContent = whole(step.results);
      mismatches.textContent = step.mismatches === undefined ? '–' : whole(step.mismatches);
      fingerprint.textContent = step.done === step.total ? step.fingerprint : '…';
    },
    finish: () => (last === undefined ? '' : verdict(last)),
  });
}
