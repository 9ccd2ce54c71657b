/** What can be wrong with a call, as data: for each function, argument and kind of mistake one row. */
import { type Callee, CHANNELS, functions, type Kind, type Places, rightArguments } from '../../support/functions.js';
import { INPUT, OUTPUT } from '../../support/refused.js';
import { resizable } from '../../support/resizable.js';

export interface Mistake {
  /** The argument with which something is wrong. */
  readonly argument: string;
  readonly error: typeof TypeError | typeof RangeError;
  /** Without the function in front. */
  readonly message: string;
  /** What is given instead of the right arguments. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Of the other arrays; 40 unless it matters. */
  readonly length?: number;
}

export const LENGTH = 40;
const MOST = Number.MAX_SAFE_INTEGER;

const filled = (array: { fill(value: number): unknown }) => array.fill(12345);

/** What is no Float32Array, as messages call it. */
const notArrays: readonly (readonly [received: string, value: unknown])[] = [
  ['Float64Array of length 40', filled(new Float64Array(LENGTH))],
  ['Int32Array of length 40', filled(new Int32Array(LENGTH))],
  ['Uint8ClampedArray of length 40', filled(new Uint8ClampedArray(LENGTH))],
  ['BigInt64Array of length 40', new BigInt64Array(LENGTH)],
  ['DataView', new DataView(new ArrayBuffer(4 * LENGTH))],
  ['ArrayBuffer', new ArrayBuffer(4 * LENGTH)],
  ['the string "1, 2"', '1, 2'],
  [`the string "${'x'.repeat(40)}"`, 'x'.repeat(400)],
  ['null', null],
  ['1', 1],
  ['NaN', Number.NaN],
  ['true', true],
  ['the bigint 1', 1n],
  ['Symbol(x)', Symbol('x')],
  ['a function', () => []],
  ['Object', {}],
  ['Object', { length: LENGTH }],
  ['Set', new Set([1, 2])],
  // By its tag a Float32Array. Objects that inherit from one, or a Proxy of one, throw when their length is read.
  ['Float32Array', { [Symbol.toStringTag]: 'Float32Array' }],
  ['Object', Object.create(Float32Array.prototype)],
  ['Object', new Proxy(new Float32Array(LENGTH), {})],
];

/** Plain arrays: the element that is no number, and what it is. */
const sparse: number[] = new Array(LENGTH).fill(1);
sparse.length = LENGTH + 1;
const wrongElements: readonly (readonly [element: number, received: string, value: unknown[]])[] = [
  [LENGTH, 'undefined', sparse],
  [1, 'the string "2"', [1, '2', 3]],
  [0, 'null', [null]],
  [0, 'undefined', [undefined]],
  [2, 'the bigint 3', [1, 2, 3n]],
  [0, 'true', [true]],
  [0, 'Array of length 2', [[1, 2]]],
  [1, 'Object', [0, {}]],
];

function detached(): Float32Array {
  const array = new Float32Array(LENGTH);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

/** A view of fixed length, or one that tracks its buffer's length from an offset; the buffer then ends before both. */
function outOfBounds(tracking: boolean): Float32Array {
  const buffer = resizable(8 * LENGTH, 16 * LENGTH);
  const array = tracking ? new Float32Array(buffer, 4 * LENGTH) : new Float32Array(buffer, 4 * LENGTH, LENGTH);
  buffer.resize(4 * LENGTH - 4);
  return array;
}

/** Arrays whose memory is gone. Their length is 0, which must not pass for that of an empty array. */
const gone = [detached(), outOfBounds(false), outOfBounds(true)];

const notObjects: readonly (readonly [received: string, value: unknown])[] = [
  ['null', null],
  ['0.2', 0.2],
  ['the string "left"', 'left'],
  ['true', true],
  ['a function', () => ({})],
  ['Float32Array of length 40', new Float32Array(40)],
  ['Array of length 1', [{}]],
];

const notNumbers: readonly (readonly [received: string, value: unknown])[] = [
  ['null', null],
  ['the string "2"', '2'],
  ['the bigint 1', 1n],
  ['true', true],
  ['Array of length 1', [2]],
  ['Number', Object(2)],
  ['Float32Array of length 1', Float32Array.of(2)],
];

/** The last two are finite, and round to infinity in float32. */
const notFinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e39, -(2 ** 128 - 2 ** 103)];

const notCounts = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53];

const notKinks: readonly (readonly [received: string, value: unknown])[] = [
  ['the string "middle"', 'middle'],
  ['the string "Right"', 'Right'],
  ['the string ""', ''],
  ['null', null],
  ['0', 0],
  ['Array of length 1', ['left']],
  ['String', Object('left')],
];

type Row = Omit<Mistake, 'argument'>;

/** An array of another kind, or one that lost its memory. */
function wrongArrays(argument: string, expected: string): Row[] {
  const must = `${argument} must be ${expected}, got`;
  return [
    ...notArrays.map(([received, value]) => ({
      error: TypeError,
      message: `${must} ${received}`,
      given: { [argument]: value },
    })),
    ...[LENGTH, 0].flatMap((length) =>
      gone.map((array) => ({
        error: TypeError,
        message: `${must} one whose buffer is detached, or shrank below it`,
        given: { [argument]: array },
        length,
      })),
    ),
  ];
}

function wrongInputs(argument: string): Row[] {
  return [
    ...wrongArrays(argument, INPUT),
    ...wrongElements.map(([element, received, value]) => ({
      error: TypeError,
      message: `${argument}[${element}] must be a number, got ${received}`,
      given: { [argument]: value },
    })),
  ];
}

const ofLength = (length: number) => new Float32Array(length).fill(1);

function wrongLengths(argument: string): Row[] {
  const pairs = [
    [0, 1],
    [2, 0],
    [4, 3],
    [4, 5],
    [40, 39],
    [40, 80],
  ];
  return pairs.map(([length, wrong]) => ({
    error: RangeError,
    message: `${argument}.length must be that of x, ${length}, got ${wrong}`,
    given: { [argument]: ofLength(wrong) },
    length,
  }));
}

function wrongEntries(argument: string): Row[] {
  const misfits = [
    [3, 1],
    [39, 1],
    [80, 1],
    [20, 4],
    [1, 80],
  ];
  return [
    ...wrongInputs(argument),
    {
      error: RangeError,
      message: `${argument}.length must be at least 1, got 0`,
      given: { [argument]: ofLength(0) },
    },
    ...misfits.map(([length, inner]) => ({
      error: RangeError,
      message: `x.length must be a multiple of ${argument}.length * inner, ${length * inner}, got ${LENGTH}`,
      given: { [argument]: ofLength(length), inner },
    })),
  ];
}

function notNumber(argument: string): Row[] {
  return notNumbers.map(([received, value]) => ({
    error: TypeError,
    message: `${argument} must be a number, got ${received}`,
    given: { [argument]: value },
  }));
}

function notInteger(argument: string): Row[] {
  return [
    ...notNumber(argument),
    ...notCounts.map((value) => ({
      error: RangeError,
      message: `${argument} must be an integer from 1 to ${MOST}, got ${value}`,
      given: { [argument]: value },
    })),
  ];
}

/** What can be wrong with an argument on its own. */
const ofKind: Readonly<Record<Kind, (argument: string, callee: Callee) => Row[]>> = {
  input: (argument) => [...wrongInputs(argument), ...(argument === 'x' ? [] : wrongLengths(argument))],
  entries: wrongEntries,
  slopes: (argument) => [
    ...wrongEntries(argument),
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) => ({
      error: RangeError,
      message: `${argument}[1] must be finite in float32, got ${value}`,
      given: { [argument]: [0.5, value] },
    })),
    {
      error: RangeError,
      message: `${argument}[0] must be finite in float32, got Infinity`,
      given: { [argument]: [1e39] },
    },
  ],
  out: (argument) => [
    ...wrongArrays(argument, OUTPUT),
    {
      error: TypeError,
      message: `${argument} must be ${OUTPUT}, got Array of length 3`,
      given: { [argument]: [1, 2, 3] },
    },
    ...wrongLengths(argument),
  ],
  sums: (argument) => [
    ...wrongArrays(argument, OUTPUT),
    {
      error: TypeError,
      message: `${argument} must be ${OUTPUT}, got Array of length 2`,
      given: { [argument]: [1, 2] },
    },
    ...[0, 1, 3, LENGTH].map((length) => ({
      error: RangeError,
      message: `${argument}.length must be channels, ${CHANNELS}, got ${length}`,
      given: { [argument]: ofLength(length) },
    })),
  ],
  integer: notInteger,
  divisor: (argument, { takes }) => [
    ...notInteger(argument),
    ...[3, 39, 41, 80].map((value) => ({
      error: RangeError,
      message: `${argument} must be a divisor of x.length, ${LENGTH}, got ${value}`,
      given: { [argument]: value },
    })),
    ...(argument === 'inner' ? ['size', 'channels'] : [])
      .filter((other) => other in takes)
      .map((other) => ({
        error: RangeError,
        message: `x.length must be a multiple of ${other} * inner, 80, got ${LENGTH}`,
        given: { [other]: 4, inner: 20 },
      })),
  ],
  kink: (argument) =>
    notKinks.map(([received, value]) => ({
      error: TypeError,
      message: `${argument} must be 'right' or 'left' or 'min', got ${received}`,
      given: { [argument]: value },
    })),
  number: (argument, { spec }) => {
    const isFloat32 = spec?.precision === 'float32' || spec?.roundsParameters === true;
    const expected = isFloat32 ? 'finite in float32' : 'finite';
    return [
      ...notNumber(argument),
      ...(isFloat32 ? notFinite : notFinite.slice(0, 3)).map((value) => ({
        error: RangeError,
        message: `${argument} must be ${expected}, got ${value}`,
        given: { [argument]: value },
      })),
    ];
  },
};

/** `out` over an input: where that is as long as x it may be exactly there, otherwise nowhere. */
function overlaps({ takes }: Callee, places: Places): Mistake[] {
  return Object.entries(takes).flatMap(([argument, kind]) => {
    if (kind !== 'input' && kind !== 'entries' && kind !== 'slopes') return [];
    return [2, LENGTH].flatMap((length) => {
      const outLength = takes.out === 'sums' ? CHANNELS : length;
      const rows: Mistake[] = [];
      const add = (inputLength: number, distance: number, expected: string) => {
        const start = 100;
        rows.push({
          argument: `out over ${argument}`,
          error: RangeError,
          message: `out must be ${expected}, got one that begins ${4 * distance} bytes from it`,
          given: {
            [argument]: places[argument].subarray(start, start + inputLength),
            out: places[argument].subarray(start + distance, start + distance + outLength),
          },
          length,
        });
      };
      const isExact = takes.out === 'out' && kind !== 'slopes';
      const expected = isExact ? `exactly ${argument}, or apart from it` : `apart from ${argument}`;
      const distances = isExact ? [1, 2, length - 1] : [0, 1, 2, length - 1];
      for (const distance of new Set(distances.filter((elements) => elements < length))) {
        add(length, distance, expected);
        if (distance > 0 && distance < outLength) add(length, -distance, expected);
      }
      // One entry for each channel is read again and again.
      if (kind !== 'input') {
        for (const distance of length === 2 ? [0, -1] : [0, 1, -1, -(length - 1)]) {
          add(length === 2 ? 1 : CHANNELS, distance, `apart from ${argument}`);
        }
      }
      return rows;
    });
  });
}

/** Every name that is an option of some function, and names that none has. */
const WORDS = [
  ...new Set(functions.flatMap(({ takes }) => Object.keys(takes).slice(1))),
  ...['Alpha', 'aplha', 'output', 'inPlace', '0', 'length', 'x'],
];

const missing = (argument: string, takes: Callee['takes']) => ({
  error: TypeError,
  message: `${argument} must be ${takes[argument] === 'divisor' ? 'a number' : INPUT}, got undefined`,
});

/** All that can be wrong with a call of one function. */
export function mistakesIn(callee: Callee, places: Places): Mistake[] {
  const { takes, needs, spec } = callee;
  const options = Object.keys(takes).slice(1);
  return [
    ...Object.entries(takes).flatMap(([argument, kind]) =>
      ofKind[kind](argument, callee).map((row) => ({ argument, ...row })),
    ),
    ...needs.map((argument) => ({ argument, ...missing(argument, takes), given: { [argument]: undefined } })),
    // Without any options it is the first one that is missed.
    ...needs.slice(0, 1).map((argument) => ({
      argument: 'options',
      ...missing(argument, takes),
      given: { options: undefined },
    })),
    ...overlaps(callee, places),
    ...(spec?.refused ?? []).map(([given, message]) => ({ argument: 'parameters', error: RangeError, message, given })),
    ...WORDS.filter((word) => !options.includes(word)).flatMap((word) =>
      [0.5, undefined].map((value) => ({
        argument: 'options',
        error: TypeError,
        message: `unknown option "${word}", expected ${options.join(', ')}`,
        given: { options: { [word]: value } },
      })),
    ),
    ...notObjects.map(([received, value]) => ({
      argument: 'options',
      error: TypeError,
      message: `options must be an object, got ${received}`,
      given: { options: value },
    })),
    { argument: 'x', error: TypeError, message: `x must be ${INPUT}, got undefined`, given: { x: undefined } },
  ];
}

/** What a mistake is called with, and the arrays that must stay as they are. */
export function argumentsOf(callee: Callee, places: Places, { given, length = LENGTH }: Mistake) {
  const { x, ...right } = { ...rightArguments(callee, places, length), ...given };
  const { options, ...others } = right;
  const isWhole =
    'options' in given &&
    (typeof options !== 'object' || options === null || Array.isArray(options) || ArrayBuffer.isView(options));
  return {
    args: [x, isWhole ? options : { ...others, ...(options as object) }],
    watched: [
      ...Object.values(places),
      ...Object.values(given).filter(
        (value): value is ArrayBufferView => ArrayBuffer.isView(value) && value.byteLength > 0,
      ),
    ],
  };
}
