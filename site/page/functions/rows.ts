import { library, type RowsName } from './names.js';
import type { Shape } from './shape.js';

/** As far as the numbers of the example go: bars beyond show nothing more. */
const MOST = 1000;

/** An example: a row whose elements can be changed. */
export function rows(name: RowsName): Shape {
  return {
    defaults: { x0: 1, x1: 2.5, x2: 0.5, x3: -1, x4: 2 },
    refusal(parameters) {
      const wrong = Object.keys(parameters).find((key) => !(Math.abs(parameters[key]) <= MOST));
      return wrong && `${name}: ${wrong} must be a number from −1,000 to 1,000 in this example`;
    },
    row(parameters) {
      const x = Object.values(parameters);
      return { call: `${name}([${x.join(', ')}])`, x, y: library[name](x) };
    },
  };
}
