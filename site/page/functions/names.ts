import { createActivations } from '../../../build/modules/index.js';

/** On the backend that runs here, with little memory: the page calls it with short arrays. */
export const library = createActivations({ memoryBytes: 2 ** 21 });

type Library = typeof library;
type NameOf<K> = { [Key in keyof Library]: Library[Key] extends { readonly kind: K } ? Key : never }[keyof Library];

export type ElementwiseName = NameOf<'elementwise'>;
export type RowsName = NameOf<'rows'>;
export type ChannelsName = NameOf<'channels'>;
/** A function of the package. */
export type Name = ElementwiseName | RowsName | ChannelsName;
export type Kind = Library[Name]['kind'];

export function kindOf(name: Name): Kind {
  return library[name].kind;
}

/** In the order of src/functions/elementwise.ts: bundlers do not keep that of the exports. */
function namesOf<N extends Name>(kind: Kind): readonly N[] {
  return Object.entries<object | undefined>({ ...library })
    .flatMap(([name, member]) =>
      typeof member === 'function' && 'kind' in member && member.kind === kind ? [name as N] : [],
    )
    .sort((a, b) => a.localeCompare(b, 'en'));
}

/** The package's functions of each kind. */
export const namesByKind = {
  elementwise: namesOf<ElementwiseName>('elementwise'),
  rows: namesOf<RowsName>('rows'),
  channels: namesOf<ChannelsName>('channels'),
} as const satisfies Record<Kind, readonly Name[]>;

export const names: readonly Name[] = Object.values(namesByKind).flat();

/** What `choices` has for the kind of function that `name` is of. */
export function byKind<N extends Name, T>(
  name: N,
  choices: { readonly [K in Library[N]['kind']]: (name: NameOf<K>) => T },
): T {
  return choices[kindOf(name) as Library[N]['kind']](name as never);
}
