/** Bytes as text that src/engine/decode.ts reads. */

/** How many characters stand for a number. */
const DIGITS = 92;
/** The shortest piece that is worth a reference, which takes four characters. */
const SHORTEST = 5;
const LONGEST = SHORTEST + DIGITS - 1;

/** The character for a number below 93. @param {number} digit */
const character = (digit) => String.fromCharCode(32 + digit);

/** The longest piece that begins before `at` and is repeated there. @param {Uint8Array} bytes @param {number} at */
function repeatedAt(bytes, at) {
  let best = { from: 0, length: 0 };
  for (let from = Math.max(0, at - DIGITS ** 2); from < at; from++) {
    let length = 0;
    while (length < LONGEST && at + length < bytes.length && bytes[from + length] === bytes[at + length]) length++;
    if (length >= best.length) best = { from, length };
  }
  return best;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} [shortest] the shortest piece that is not written again where it is repeated; by default there is none
 */
export function spelled(bytes, shortest = Infinity) {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const { from, length } = shortest <= LONGEST ? repeatedAt(bytes, at) : { from: 0, length: 0 };
    if (length >= Math.max(shortest, SHORTEST)) {
      const distance = at - from - 1;
      text += `|${character(distance % DIGITS)}${character(Math.floor(distance / DIGITS))}${character(length - SHORTEST)}`;
      at += length;
    } else {
      const value = (bytes[at++] + 20) % 256;
      text += ['', '}', '~'][Math.floor(value / DIGITS)] + character(value % DIGITS);
    }
  }
  return text;
}
