import { goldenHash, hex, INPUTS } from '../../../build/modules/verify/index.js';
import type { Choices } from '../choice.js';
import { byKind, kindOf, type Name } from '../functions/names.js';
import { find } from '../ui/dom.js';
import { whole } from '../ui/format.js';
import { runOnSubmit, type Work } from '../ui/run.js';
import { type HashedName, hashedOf } from '../work/hashed.js';
import { bothBackends } from './both-backends.js';
import { everyInput } from './every-input.js';

/** The sentence about a check of `name` that was stopped. */
function stopped(name: Name, done: number): string {
  const percent = `${Math.floor(100 * done)} %`;
  const inputs = `${percent} of the inputs had passed through it, ${whole(Math.round(done * INPUTS))}`;
  return kindOf(name) === 'rows'
    ? `Stopped. ${percent} of the rows had been compared.`
    : `Stopped. ${inputs}; the hash can be compared only after the last.`;
}

/** A check of the chosen function, on request. */
export function showCheck(choices: Choices): void {
  const hash = find(HTMLElement, '#expected-hash');
  const file = find(HTMLAnchorElement, '#golden');
  let checked: Name | undefined;
  const run = runOnSubmit(
    find(HTMLElement, '#check'),
    (signal, onProgress) => {
      const { name } = choices.current.f;
      const check = byKind<Name, Work>(name, { elementwise: everyInput, rows: bothBackends, channels: everyInput });
      return check(signal, onProgress);
    },
    (done) => stopped(choices.current.f.name, done),
  );
  choices.follow(({ f: { name } }) => {
    if (name === checked) return;
    checked = name;
    run.clear();
    if (kindOf(name) === 'rows') return;
    const { golden } = hashedOf(name as HashedName);
    hash.textContent = hex(goldenHash(golden));
    file.href = `golden/${golden}.json`;
  });
}
