/** The choice of what the page shows. The address holds all of it, so that a view can be sent to somebody. */
import { type Chosen, type ChosenElementwise, curvesOf, refusal, withDefaults } from './functions/chosen.js';
import { kindOf, type Name, names, namesByKind } from './functions/names.js';
import { type Curvable, KINK_CHOICES, type KinkChoice } from './functions/shape.js';

export interface Choice {
  readonly f: Chosen;
  /** Laid over the curve of `f`, where that has one. */
  readonly other: ChosenElementwise | undefined;
  readonly kink: KinkChoice;
  /** What the address asked for in place of a function, where there is no such function. */
  readonly unknown?: string | undefined;
}

/** The functions that the page shows at a time: one, or two that work on each element. */
export function shownOf({ f, other }: Choice): readonly [Chosen, Chosen?] {
  return other !== undefined && kindOf(f.name) === 'elementwise' ? [f, other] : [f];
}

/** The curves of these functions; none for a function of rows. */
export function shownCurves(choice: Choice): readonly Curvable[] {
  return shownOf(choice).flatMap((one) => (one === undefined ? [] : curvesOf(one)));
}

export function hasKinks(choice: Choice): boolean {
  return shownCurves(choice).some((curve) => curve.hasKinks);
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

/** The choice that an address asks for, without what makes no sense in it. */
export function fromSearch(search: string): Choice {
  const query = new URLSearchParams(search);
  const f = read(query, 'f', '', names);
  return {
    f: f ?? withDefaults(FIRST),
    other: read(query, 'with', OTHER, namesByKind.elementwise),
    kink: KINK_CHOICES.find((one) => one === query.get('kink')) ?? 'right',
    unknown: f === undefined ? (query.get('f') ?? undefined) : undefined,
  };
}

/** An address with all that counts: nothing that is a default, or has no part in what is shown. */
export function toSearch(choice: Choice): string {
  const [f, other] = shownOf(choice);
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
  if (choice.kink !== 'right' && hasKinks(choice)) query.set('kink', choice.kink);
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
    this.#current = { ...this.#current, ...change, unknown: undefined };
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
