/** The value of a space, the first character. */
const FIRST_BYTE = -20;
const SPACE = 32;
/** How many bytes one character can spell. */
const SPAN = 93;

/**
 * The bytes that `text` spells, as tools/embed.mjs writes them: from the space on, a character is a byte; a `}` before it
 * adds 93, a `~` twice as much. Bytes from 236 over 0 to 72, of which WebAssembly has most, are one character. Gzipped,
 * this is 7 % shorter than hexadecimal and 29 % shorter than base64, which hides from gzip what is repeated.
 */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let base = FIRST_BYTE;
  for (let i = 0; i < text.length; i++) {
    const value = text.charCodeAt(i) - SPACE;
    if (value < SPAN) {
      bytes.push(base + value);
      base = FIRST_BYTE;
    } else base += SPAN * (value - SPAN + 1);
  }
  return Uint8Array.from(bytes); // modulo 256
}
