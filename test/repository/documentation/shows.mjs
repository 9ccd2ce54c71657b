import { deepStrictEqual } from 'node:assert';

/** @param {string} text `Float32Array [1, -0.5]`, or any other expression */
function valueIn(text) {
  const list = /^Float32Array (\[.*\])$/.exec(text)?.[1];
  const value = new Function(`return ${list ?? text}`)();
  return list === undefined ? value : Float32Array.from(value);
}

/**
 * Checks that an expression of an example gives, or throws, what the comment behind it says.
 *
 * @param {() => unknown} work
 * @param {string} expected an expression, or an error such as `TypeError: message`
 */
export async function shows(work, expected) {
  if (/^\w*Error: /.test(expected)) {
    let thrown;
    try {
      await work();
    } catch (error) {
      thrown = String(error);
    }
    deepStrictEqual(thrown, expected);
    return;
  }
  deepStrictEqual(await work(), valueIn(expected));
}
