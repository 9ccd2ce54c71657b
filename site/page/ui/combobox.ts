import { make } from './dom.js';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** What stands over it and its neighbours of the same group, where all options show. */
  readonly group?: string;
  /** Shown behind the label. */
  readonly detail: string;
  /** What else the search finds it by. */
  readonly text: string;
}

/** Names that begin with the query first, then names that have it in them, then what says it elsewhere. */
function matches(options: readonly Option[], query: string): readonly Option[] {
  const wanted = query.trim().toLowerCase();
  const rank = ({ label, text }: Option) => {
    const at = label.toLowerCase().indexOf(wanted);
    if (at >= 0) return Math.min(at, 1);
    return text.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((wantedRank) => options.filter((option) => rank(option) === wantedRank));
}

/** The items in order, those of a group in one element. */
function grouped(items: readonly HTMLElement[], options: readonly Option[]): readonly HTMLElement[] {
  const elements: HTMLElement[] = [];
  options.forEach(({ group }, i) => {
    if (group === undefined) {
      elements.push(items[i]);
      return;
    }
    if (group !== options[i - 1]?.group) {
      const element = Object.assign(make('div'), { role: 'group', ariaLabel: group });
      element.append(Object.assign(make('p', group), { ariaHidden: 'true' }));
      elements.push(element);
    }
    elements[elements.length - 1].append(items[i]);
  });
  return elements;
}

/**
 * A text field that searches a list: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/, with a listbox.
 * `input` has an id. Returns what shows a value.
 */
export function combobox(
  input: HTMLInputElement,
  options: readonly Option[],
  onChoice: (value: string) => void,
): (value: string) => void {
  const list = make('div', '', 'options');
  list.id = `${input.id}-options`;
  list.role = 'listbox';
  list.hidden = true;
  list.ariaLabel = input.labels?.[0]?.textContent ?? '';
  input.role = 'combobox';
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.ariaExpanded = 'false';
  input.after(list);

  let chosen = options[0];
  let found: readonly Option[] = [];
  let items: readonly HTMLElement[] = [];
  let active = 0;

  function activate(index: number): void {
    active = index;
    for (const [i, item] of items.entries()) item.ariaSelected = String(i === active);
    const item = items[active];
    if (item === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', item.id);
    item?.scrollIntoView({ block: 'nearest' });
  }

  function open(query: string): void {
    found = matches(options, query);
    items = found.map(({ value, label, detail }) => {
      const item = make('div', label);
      item.id = `${list.id}-${value}`;
      item.role = 'option';
      item.dataset.value = value;
      item.append(' ', make('small', detail));
      return item;
    });
    list.replaceChildren(...(query === '' ? grouped(items, found) : items));
    if (found.length === 0)
      list.append(Object.assign(make('div', 'No function has this in its name.'), { role: 'option' }));
    list.hidden = false;
    input.ariaExpanded = 'true';
    activate(query === '' ? Math.max(0, found.indexOf(chosen)) : 0);
  }

  function close(): void {
    list.hidden = true;
    input.ariaExpanded = 'false';
    input.removeAttribute('aria-activedescendant');
    input.value = chosen.label;
  }

  function choose(option: Option | undefined): void {
    const isNew = option !== undefined && option !== chosen;
    chosen = option ?? chosen;
    close();
    if (isNew) onChoice(chosen.value);
  }

  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => {
    if (list.hidden) open('');
  });
  input.addEventListener('input', () => open(input.value));
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const isOpen = !list.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) open('');
      else activate((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault(); // no form is sent
      if (isOpen) choose(found[active]);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  // Before the field loses the focus, which would close the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const value = target instanceof Element ? target.closest<HTMLElement>('[role=option]')?.dataset.value : undefined;
    choose(found.find((option) => option.value === value));
  });

  return (value) => {
    chosen = options.find((option) => option.value === value) ?? chosen;
    close();
  };
}
