import type { Choices } from '../choice.js';
import { AROUND, isAround } from '../functions/around.js';
import { type Chosen, withDefaults } from '../functions/chosen.js';
import type { ElementwiseName, Name } from '../functions/names.js';
import { combobox } from '../ui/combobox.js';
import { find } from '../ui/dom.js';
import { elementwiseOptions, functionOptions } from '../ui/options.js';
import { showParameters } from './parameters.js';

const NONE = { value: '', label: 'none', detail: '', text: 'none' };

/** What to show: a function with its parameters, and one to lay over it. */
export function showChooser(choices: Choices): void {
  find(HTMLFormElement, '#function form').addEventListener('submit', (event) => event.preventDefault());

  const showName = combobox(find(HTMLInputElement, '#f'), functionOptions, (name) =>
    choices.choose({ f: withDefaults(name as Name) }),
  );
  const showOther = combobox(find(HTMLInputElement, '#with'), [NONE, ...elementwiseOptions], (name) =>
    choices.choose({ other: name === '' ? undefined : withDefaults(name as ElementwiseName) }),
  );
  const around = find(HTMLDetailsElement, '#around');
  const isOwn = (key: string) => !isAround(key);
  const chooseF = (f: Chosen) => choices.adjust({ f });
  const showFirstParameters = showParameters<Name>(find(HTMLElement, '#parameters'), chooseF, isOwn);
  const showAround = showParameters<Name>(find(HTMLElement, '#around-parameters'), chooseF, isAround);
  const showOtherParameters = showParameters<ElementwiseName>(
    find(HTMLElement, '#with-parameters'),
    (other) => choices.adjust({ other }),
    isOwn,
  );

  choices.follow(({ f, other }) => {
    showName(f.name);
    showOther(other?.name ?? '');
    showFirstParameters(f);
    showAround(f);
    if (Object.entries(AROUND).some(([key, value]) => key in f.parameters && f.parameters[key] !== value))
      around.open = true;
    showOtherParameters(other);
  });
}
