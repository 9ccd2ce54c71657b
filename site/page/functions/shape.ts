import type { KinkOption } from 'wasm-activations';

/** Numbers that the page lets one change, each with its name. */
export type Parameters = Readonly<Record<string, number>>;
export type KinkChoice = NonNullable<KinkOption['kink']>;
export const KINK_CHOICES: readonly KinkChoice[] = ['right', 'left', 'min'];

/** A function of one number: what a curve shows. */
export interface Curvable {
  /** For tables and sentences. */
  readonly name: string;
  /** With its parameters. */
  readonly label: string;
  /** The value, as one writes it; with a prime behind the name, the derivative. */
  expression(prime?: string): string;
  readonly hasKinks: boolean;
  /** Where f may bend or jump, in the number that it compares with: mostly x itself. */
  readonly edges: readonly number[];
  values(x: Float32Array): Float32Array;
  slopes(x: Float32Array, kink: KinkChoice): Float32Array;
}

/** A row and what becomes of it: what bars show. */
export interface ExampleRow {
  /** The call, as one writes it. */
  readonly call: string;
  readonly x: readonly number[];
  readonly y: Float32Array;
}

/** How the page shows a function: as curves or as a row. */
export interface Shape {
  readonly defaults: Parameters;
  /** What there is to say against these parameters; undefined where they are right. */
  refusal(parameters: Parameters): string | undefined;
  curves?(parameters: Parameters): readonly Curvable[];
  row?(parameters: Parameters): ExampleRow;
}

/** What `call` says against its arguments; undefined where it takes them. */
export function refusalOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
