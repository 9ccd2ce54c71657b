// A TextDecoder like React Native's, which knows one encoding.
const Complete = TextDecoder;
globalThis.TextDecoder = class extends Complete {
  constructor(label = 'utf-8', /** @type {TextDecoderOptions | undefined} */ options = undefined) {
    if (label !== 'utf-8') throw new RangeError(`unknown encoding ${label}`);
    super(label, options);
  }
};
await import('./import.mjs');
