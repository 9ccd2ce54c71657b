import type { Choices } from '../choice.js';
import { byKind, type Name } from '../functions/names.js';
import { find } from '../ui/dom.js';
import { functionSelect } from '../ui/options.js';
import { runOnSubmit, type Work } from '../ui/run.js';
import { bothBackends } from './both-backends.js';
import { everyInput } from './every-input.js';

/** A check of the chosen function, on request. */
export function showCheck(choices: Choices): void {
  functionSelect(find(HTMLSelectElement, '#check-function'), choices);
  runOnSubmit(find(HTMLElement, '#check'), (signal, onProgress) => {
    const check = byKind<Name, Work>(choices.current.f.name, {
      elementwise: everyInput,
      rows: bothBackends,
      channels: everyInput,
    });
    return check(signal, onProgress);
  });
}
