import { backend } from 'wasm-activations';
import type { RowsName } from '../functions/names.js';
import { whole } from '../ui/format.js';
import type { Work } from '../ui/run.js';
import type { AgreementStep } from '../work/agreement.js';
import { followSteps } from '../work/steps.js';

/** The outcome, after all rows. */
export function verdict(name: RowsName, { elements, different }: AgreementStep): string {
  return different === 0
    ? `${name}: WebAssembly and the js backend gave the same bits in this browser, for all ${whole(elements)} elements.`
    : `${name}: WebAssembly and the js backend do NOT agree in this browser: ${whole(different)} of ${whole(elements)} results differ.`;
}

/** The check of a function of rows: both backends over random rows. */
export function bothBackends(name: RowsName): Work {
  return async (signal, onProgress) => {
    if (backend.name === 'js') return 'WebAssembly does not run here, so there is nothing to compare with.';
    const worker = new Worker(new URL('../work/agreement-worker.ts', import.meta.url), { type: 'module' });
    let last: AgreementStep | undefined;
    await followSteps<AgreementStep>(worker, name, signal, (step) => {
      onProgress(step.done / step.total);
      last = step;
    });
    return last === undefined ? '' : verdict(name, last);
  };
}
