/**
 * Bytes as text that src/engine/decode.ts reads: a character is a symbol. Which symbols there are is written there; the bytes and vector
 * instructions among them are those that occur most often in the kernels.
 */

/** Instructions that read one of the first local variables. */
const LOCALS = 16;
/** Bytes as they are. */
const BYTES = 44;
/** Vector instructions. */
const VECTORS = 32;
const SYMBOLS = LOCALS + BYTES + VECTORS;

/** The opcode of an instruction that reads a local variable, and the first byte of all vector instructions. */
const LOCAL_GET = 0x20;
const VECTOR = 0xfd;

/** @param {number} number */
const character = (number) => String.fromCharCode(32 + number);

/**
 * The bytes as symbols: [kind, number]. An opcode above 127 takes two bytes, of which the second is 1 in those that are used.
 * @param {Uint8Array} bytes
 * @param {(kind: 'local' | 'vector' | 'byte', number: number) => boolean} has
 */
function* symbols(bytes, has) {
  for (let at = 0; at < bytes.length; ) {
    const [first, second, third] = bytes.subarray(at, at + 3);
    if (first === LOCAL_GET && has('local', second)) {
      yield/** @type {const} */ (['local', second]);
      at += 2;
    } else if (first === VECTOR && (second < 128 || third === 1) && has('vector', second)) {
      yield/** @type {const} */ (['vector', second]);
      at += second < 128 ? 2 : 3;
    } else {
      yield/** @type {const} */ (['byte', first]);
      at++;
    }
  }
}

/** Those of 256 that occur most often, in the order of their values. @param {Iterable<number>} numbers @param {number} count */
function mostFrequent(numbers, count) {
  const occurrences = new Array(256).fill(0);
  for (const number of numbers) occurrences[number]++;
  const byFrequency = [...occurrences.keys()].sort((a, b) => occurrences[b] - occurrences[a]);
  return byFrequency.slice(0, count).sort((a, b) => a - b);
}

/**
 * The numbers of the symbols behind those of local variables: bytes, then vector instructions.
 * @param {readonly Uint8Array[]} binaries what is going to be spelled
 */
export function tableOf(binaries) {
  /** @param {'vector' | 'byte'} wanted @param {Parameters<typeof symbols>[1]} has */
  const numbers = (wanted, has) =>
    binaries.flatMap((binary) =>
      [...symbols(binary, has)].flatMap(([kind, number]) => (kind === wanted ? [number] : [])),
    );
  const vectors = mostFrequent(
    numbers('vector', (kind) => kind === 'vector'),
    VECTORS,
  );
  const bytes = mostFrequent(
    numbers('byte', (kind, number) => (kind === 'local' ? number < LOCALS : vectors.includes(number))),
    BYTES,
  );
  return [...bytes, ...vectors];
}

/** @param {Uint8Array} bytes @param {readonly number[]} table */
export function spelled(bytes, table) {
  const codes = new Map(table.map((number, i) => [`${i < BYTES ? 'byte' : 'vector'} ${number}`, LOCALS + i]));
  const has = (/** @type {string} */ kind, /** @type {number} */ number) =>
    kind === 'local' ? number < LOCALS : codes.has(`${kind} ${number}`);
  let text = '';
  for (const [kind, number] of symbols(bytes, has)) {
    const code = kind === 'local' ? number : codes.get(`${kind} ${number}`);
    if (code !== undefined) text += character(code);
    else text += character(SYMBOLS + Math.floor(number / SYMBOLS)) + character(number % SYMBOLS);
  }
  return text;
}
