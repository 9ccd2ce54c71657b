/** What the page shows. The address holds all of it, so that a view can be sent to somebody. */
import { type Chosen, type ChosenElementwise, refusal, withDefaults } from './functions/chosen.js';
import { kindOf, type Name, names, namesByKind } from './functions/names.js';
import { KINK_CHOICES, type KinkChoice } from './functions/shape.js';

export interface Choice {
  readonly f: Chosen;
  /** Laid over the curve of `f`, where that has one. */
  readonly other: ChosenElementwise | undefined;
  readonly kink: KinkChoice;
}

/** What the page shows at a time: one function, or two that work on each element. */
export function shownOf({ f, other }: Choice): readonly Chosen[] {
  return other !== undefined && kindOf(f.name) === 'elementwise' ? [f, other] : [f];
}

const FIRST: Name = 'gelu';
/** In front of the parameters of the second function. */
const OTHER = 'with.';

/** The function that the query has at `key`, one of these; its parameters have `prefix` in front of them. */
function read<N extends Name>(
  query: URLSearchParams,
  key: string,
  prefix: string,
  allowed: readonly N[],
): Chosen<N> | undefined {
  const name = allowed.find((one) => one === query.get(key));
  if (name === undefined) return undefined;
  const standard = withDefaults(name);
  const parameters = Object.fromEntries(
    Object.entries(standard.parameters).map(([parameter, value]) => {
      const given = query.get(prefix + parameter) ?? '';
      return [parameter, given.trim() === '' ? value : Number(given)];
    }),
  );
  const chosen = { name, parameters };
  return refusal(chosen) === undefined ? chosen : standard;
}

/** What an address asks for. What makes no sense in it is left out. */
export function fromSearch(search: string): Choice {
  const query = new URLSearchParams(search);
  return {
    f: read(query, 'f', '', names) ?? withDefaults(FIRST),
    other: read(query, 'with', OTHER, namesByKind.elementwise),
    kink: KINK_CHOICES.find((one) => one === query.get('kink')) ?? 'right',
  };
}

export function toSearch({ f, other, kink }: Choice): string {
  const query = new URLSearchParams();
  const write = ({ name, parameters }: Chosen, key: string, prefix: string) => {
    const defaults = withDefaults(name).parameters;
    query.set(key, name);
    for (const [parameter, value] of Object.entries(parameters)) {
      if (value !== defaults[parameter]) query.set(prefix + parameter, String(value));
    }
  };
  write(f, 'f', '');
  if (other !== undefined) write(other, 'with', OTHER);
  if (kink !== 'right') query.set('kink', kink);
  return `?${query}`;
}

/** Browsers refuse to rewrite the address much more often than this (Safari: 100 times in 30 s). */
const WRITE_MS = 400;

/** The choice, which all sections share. */
export class Choices {
  #current = fromSearch(location.search);
  readonly #listeners: ((choice: Choice) => void)[] = [];
  #write: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    addEventListener('popstate', () => {
      clearTimeout(this.#write);
      this.#write = undefined;
      this.#current = fromSearch(location.search);
      this.#tell();
    });
  }

  get current(): Choice {
    return this.#current;
  }

  /** Calls `listener` now and after each change. */
  follow(listener: (choice: Choice) => void): void {
    this.#listeners.push(listener);
    listener(this.#current);
  }

  /** A step that Back takes back. */
  choose(change: Partial<Choice>): void {
    this.#finishWriting();
    this.#current = { ...this.#current, ...change };
    history.pushState(null, '', toSearch(this.#current));
    this.#tell();
  }

  /** A slider that moves: one of very many changes, and no step of its own. */
  adjust(change: Partial<Choice>): void {
    this.#current = { ...this.#current, ...change };
    clearTimeout(this.#write);
    this.#write = setTimeout(() => this.#finishWriting(), WRITE_MS);
    this.#tell();
  }

  #finishWriting(): void {
    if (this.#write === undefined) return;
    clearTimeout(this.#write);
    this.#write = undefined;
    history.replaceState(null, '', toSearch(this.#current));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#current);
  }
}
