interface Documented {
  readonly formula: string;
  readonly points: readonly { readonly label: string; readonly text: string }[];
}

/** From documentation.mjs, when the page is built. */
declare const FORMULAS: Readonly<Record<string, Documented>>;

/** By the function's name: what its doc comment says. */
export const formulas = FORMULAS;
