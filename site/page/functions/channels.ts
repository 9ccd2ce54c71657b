import { type ChannelsName, library } from './names.js';
import { refusalOf, type Shape } from './shape.js';

/** An example: three channels, whose slopes can be changed, and a curve for each. */
export function channels(name: ChannelsName): Shape {
  const activation = library[name];
  return {
    defaults: { alpha0: 0.1, alpha1: 0.25, alpha2: 0.5 },
    refusal: (parameters) => refusalOf(() => activation([], { alpha: Object.values(parameters) })),
    curves: (parameters) =>
      Object.values(parameters).map((slope, channel) => {
        const alpha = [slope];
        return {
          name: `channel ${channel}`,
          expression: (prime = '') => `channel ${channel}${prime}`,
          label: `${name}, channel ${channel}, alpha = ${slope}`,
          hasKinks: true,
          edges: [0],
          values: (x) => activation(x, { alpha }),
          slopes: (x, kink) => activation.grad(x, { alpha, kink }),
        };
      }),
  };
}
