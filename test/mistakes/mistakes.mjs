/**
 * Small mistakes, each of a kind that somebody could make, in the kernels and in their twins.
 * @typedef {{ file: string, right: string, wrong: string }} Mistake `right` is in the file once
 */

/** @type {(file: string, right: string, wrong: string) => Mistake} */
const mistake = (file, right, wrong) => ({ file, right, wrong });
/** @type {(name: string) => string} */
const op = (name) => `assembly/ops/${name}.ts`;
/** @type {(name: string) => string} */
const loop = (name) => `assembly/loops/${name}.ts`;
/** @type {(name: string) => string} */
const twin = (name) => `src/functions/${name}.ts`;

/** @type {readonly Mistake[]} */
export const mistakes = [
  // Kernels: comparisons, constants in their last digits, signs of zero, what is there for one special value.
  mistake(op('leakyRelu'), 'alpha <= 1 && alpha != 0 &&', 'alpha <= 1 &&'),
  mistake(op('leakyRelu'), 'f32x4.lt(x, edge)', 'f32x4.le(x, edge)'),
  mistake(op('leakyRelu'), 'v128.or(f32x4.mul(dy, this.slope(x)), f32x4.ne(x, x))', 'f32x4.mul(dy, this.slope(x))'),
  mistake(op('prelu'), 'f32x4.lt(x, splat32(0))', 'f32x4.le(x, splat32(0))'),
  mistake(op('prelu'), 'f32x4.lt(abs32(alpha), splat32(1))', 'f32x4.le(abs32(alpha), splat32(1))'),
  mistake(op('prelu'), 'f64x2.ge(x, splat64(0))', 'f64x2.gt(x, splat64(0))'),
  mistake(op('celu'), 'min(1 / alpha, 2.0 ** 1023)', '1 / alpha'),
  mistake(op('gelu'), '2.9201275701508824', '2.92012757015'),
  mistake(op('gelu'), 'return v128.or(sum, v128.and(x, splat64(-0.0)));', 'return sum;'),
  mistake(op('gelu'), 'const sum = aboveTies(', 'const sum = ('),
  mistake(op('gelu'), 'splat64(0.7517915246935645)', 'splat64(0.75179152469)'),
  mistake(op('softsign'), 'const ABOVE_ONE: f64 = 1 + 2.0 ** -52;', 'const ABOVE_ONE: f64 = 1;'),
  mistake(op('softsign'), 'const BELOW_ONE: f64 = 1 - 2.0 ** -53;', 'const BELOW_ONE: f64 = 1;'),
  mistake(op('silu'), 'max(-690 / capped', 'max(-80 / capped'),
  mistake(op('silu'), 'return withSign(y, x);', 'return y;'),
  mistake(op('hardShrink'), 'f32x4.le(abs32(x)', 'f32x4.lt(abs32(x)'),
  mistake(op('softmax'), ': rowDot(terms, dy, size)) / sum', ': rowDot(terms, dy, size)) * (1 / sum)'),
  mistake(op('softmax'), 'Found.second / sum1', 'Found.second'),
  mistake(op('softmax'), '((inner - left) & 2) != 0 && isPair', '((inner - left) & 2) != 0'),
  // Loops: what is left over, rows side by side, the order of sums, what surrounds an activation, slopes from the middle of a turn on.
  mistake(loop('float32'), 'v128.store(y, v6, 96);', 'v128.store(y, v7, 96);'),
  mistake(loop('float32'), 'return n < 32 ? 0 : ((0 - y) >> 2) & 3;', 'return ((0 - y) >> 2) & 3;'),
  mistake(loop('float32'), 'v1 = f32x4.add(v1, v128.load(x + bias, 16));', 'v1 = f32x4.add(v1, v128.load(x + bias));'),
  mistake(
    loop('float32'),
    'd1 = f32x4.mul(d1, v128.load(x + times, 16));',
    'd1 = f32x4.mul(d1, v128.load(x + times));',
  ),
  mistake(loop('float64'), 'v128.or(v128.andnot(result, isFlat), f32x4.ne(d, d))', 'v128.andnot(result, isFlat)'),
  mistake(loop('float64'), 'f32x4.add(v, load(x + bias, isWhole, lanes))', 'f32x4.add(v, load(x + bias, true, lanes))'),
  mistake(
    loop('float64'),
    'formula<Op>(load(x, isWhole, 4), 4)), isWhole, 4)',
    'formula<Op>(load(x, isWhole, 4), 4)), true, 4)',
  ),
  mistake(loop('slopes'), 'if (slope > 1 || slope == 0)', 'if (slope == 0)'),
  mistake(loop('slopes'), '} while (channels > 0);\n  return true;', '} while (channels > 1);\n  return true;'),
  mistake(loop('slopes'), 'min(n, inner - (start % inner))', 'min(n, inner)'),
  mistake(loop('slopes'), 'min(n, channels - start)', 'min(n, channels)'),
  mistake(loop('slopes'), 'isLast ? channels - start : inner - (start % inner)', 'isLast ? channels - start : inner'),
  mistake(loop('slopes'), 'at = alpha;\n    left = min(n, channels);', 'left = min(n, channels);'),
  mistake(loop('slopes'), 'if (at == end) at = alpha;\n    left = length;', 'left = length;'),
  mistake(loop('rows'), 'e1 = n == 3 ?', 'e1 = n >= 2 ?'),
  mistake(loop('rows'), 'if (n > 0) max = f32x4', 'if (n > 1) max = f32x4'),
  mistake(loop('columns'), 'if ((j & 2) == 0) {', 'if ((j & 1) == 0) {'),
  mistake(loop('columns'), 'even = none;\n    } else {', '} else {'),
  mistake(loop('columns'), 'max = f32x4.pmax(max, next);', ''),
  mistake(loop('columns'), 'Found.fourth = f64x2.extract_lane(two, 1);', 'Found.fourth = f64x2.extract_lane(two, 0);'),
  mistake(loop('sums'), 'start + 16 <= period', 'start + 12 <= period'),
  mistake(loop('sums'), 'if (left <= 4) break;', 'if (left < 4) break;'),
  // Twins: the same, and their unrolled loops.
  mistake(twin('celu'), 'Math.min(1 / alpha, 2 ** 1023)', '1 / alpha'),
  mistake(twin('leakyRelu'), 'x[i + 3] *= factors[+(x[i + 3] < 0)];', 'x[i + 3] *= factors[+(x[i + 2] < 0)];'),
  mistake(twin('leakyRelu'), 'dy[i + 3] * slopes', 'dy[i + 2] * slopes'),
  mistake(twin('hardShrink'), 'mask(!(Math.abs(x[i]) <= lambda))', 'mask(Math.abs(x[i]) > lambda)'),
  mistake(twin('gelu'), 'xBits[i] |= sign;', ''),
  mistake(twin('prelu'), 'x[i] *= factors[+(x[i] < 0)];', 'x[i] *= factors[+(x[i] <= 0)];'),
  mistake(twin('softsign'), '(held * ABOVE_ONE) / (ABOVE_ONE', '(held * ABOVE_ONE) / (1'),
  mistake(twin('math/branch'), '(+(x >= edge)', '(+(x > edge)'),
  mistake(twin('math/branch'), '+(x >= upper)', '+(x > upper)'),
  mistake(twin('math/exponentialLinear'), 'slopes[+(v >= edge)]', 'slopes[+(v > edge)]'),
  mistake(twin('math/rows'), 'sum0 += element(i) + element(i + 2);', 'sum0 += element(i) + element(i + 1);'),
  mistake(twin('math/channelTotals'), 'sums[at] + sums[at + 2]', 'sums[at] + sums[at + 1]'),
];
