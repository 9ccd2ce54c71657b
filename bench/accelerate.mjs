/** `wasm-activations/tfjs`, seen from here: inside bench/peers the package's own name means nothing. */

/** @returns {Promise<((tf: object) => unknown) | undefined>} */
export async function loadAccelerate() {
  /** @type {string} not a literal: there is no such entry for the compiler to look up yet */
  const name = 'wasm-activations/tfjs';
  try {
    return (await import(name)).accelerate;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    console.error(`skipped: the rows after accelerate(tf), since ${name} is not exported`);
    return undefined;
  }
}
