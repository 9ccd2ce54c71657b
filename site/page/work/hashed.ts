import type { Activations } from 'wasm-activations';
import type { Call, GoldenName } from '../../../build/modules/verify/index.js';
import { defaultsOf } from '../functions/elementwise.js';
import { byKind, type ChannelsName, type ElementwiseName } from '../functions/names.js';

/** A function whose results depend on one element each, so that all inputs can be tried. */
export type HashedName = ElementwiseName | ChannelsName;

export interface Hashed {
  /** The function whose golden hash is that of the right results. */
  readonly golden: GoldenName;
  on(instance: Activations): Call;
}

function elementwise(name: ElementwiseName): Hashed {
  return { golden: name, on: (instance) => instance[name] };
}

/** With one slope in all channels it is leakyRelu. So many that the kernel's main loop runs. */
const CHANNELS = 64;

function channels(name: ChannelsName): Hashed {
  const alpha = new Float32Array(CHANNELS).fill(defaultsOf('leakyRelu').alpha);
  return {
    golden: 'leakyRelu',
    on:
      ({ [name]: f }) =>
      (x, { out }) =>
        f(x, { alpha, out }),
  };
}

export function hashedOf(name: HashedName): Hashed {
  return byKind(name, { elementwise, channels });
}
