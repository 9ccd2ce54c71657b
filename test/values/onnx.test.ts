/**
 * ONNX's operators, as their specification defines them with its default attributes, and the parameters that make ours the same:
 * the table "The same function under other names" of docs/accuracy.md.
 */
import { describe, expect, test } from 'vitest';
import { ulpError } from '../../tools/ulp.js';
import { everyNth } from '../support/inputs.js';
import { backends, type Subject } from '../support/subjects.js';

type Api = Subject['api'];

interface Row {
  /** With its default attributes. */
  readonly operator: string;
  readonly formula: (x: number) => number;
  readonly ours: (api: Api, x: Float32Array) => Float32Array;
  /** How far apart they may be where the operator's constants are not ours. */
  readonly ulp?: number;
}

const clamp = (x: number, min: number, max: number) => Math.min(Math.max(x, min), max);
const f32 = Math.fround;

// The attributes are float32 in ONNX.
const rows: readonly Row[] = [
  { operator: 'Relu', formula: (x) => Math.max(0, x), ours: (api, x) => api.relu(x) },
  {
    operator: 'LeakyRelu, alpha 0.01',
    formula: (x) => (x < 0 ? f32(0.01) * x : x),
    ours: (api, x) => api.leakyRelu(x),
  },
  {
    operator: 'ThresholdedRelu, alpha 1',
    formula: (x) => (x > 1 ? x : 0),
    ours: (api, x) => api.thresholdedRelu(x, { theta: 1 }),
  },
  {
    operator: 'Shrink, lambd 0.5, bias 0',
    formula: (x) => (Math.abs(x) > 0.5 ? x : 0),
    ours: (api, x) => api.hardShrink(x, { lambda: 0.5 }),
  },
  {
    operator: 'Shrink, lambd 0.5, bias 0.5',
    formula: (x) => (x < -0.5 ? x + 0.5 : x > 0.5 ? x - 0.5 : 0),
    ours: (api, x) => api.softShrink(x, { lambda: 0.5 }),
  },
  { operator: 'Clip, min 0, max 6', formula: (x) => clamp(x, 0, 6), ours: (api, x) => api.relu6(x) },
  { operator: 'Clip, min -1, max 1', formula: (x) => clamp(x, -1, 1), ours: (api, x) => api.hardtanh(x) },
  {
    operator: 'HardSigmoid, alpha 0.2, beta 0.5',
    formula: (x) => clamp(f32(0.2) * x + 0.5, 0, 1),
    ours: (api, x) => api.hardSigmoid(x, { alpha: f32(0.2), beta: 0.5 }),
  },
  {
    operator: 'HardSwish',
    formula: (x) => (x >= 3 ? x : x <= -3 ? -0 : (x * (x + 3)) / 6),
    ours: (api, x) => api.hardSwish(x),
  },
  { operator: 'Softsign', formula: (x) => x / (1 + Math.abs(x)), ours: (api, x) => api.softsign(x) },
  { operator: 'Sigmoid', formula: (x) => 1 / (1 + Math.exp(-x)), ours: (api, x) => api.sigmoid(x) },
  { operator: 'Tanh', formula: Math.tanh, ours: (api, x) => api.tanh(x) },
  { operator: 'Softplus', formula: (x) => Math.log1p(Math.exp(x)), ours: (api, x) => api.softplus(x) },
  { operator: 'Elu, alpha 1', formula: (x) => (x > 0 ? x : Math.expm1(x)), ours: (api, x) => api.elu(x) },
  {
    operator: 'Celu, alpha 1',
    formula: (x) => Math.max(0, x) + Math.min(0, Math.expm1(x)),
    ours: (api, x) => api.celu(x),
  },
  {
    operator: 'Selu, its alpha and gamma rounded to float32',
    formula: (x) => f32(1.0507009873554805) * (x > 0 ? x : f32(1.6732632423543772) * Math.expm1(x)),
    ours: (api, x) => api.selu(x),
    ulp: 2,
  },
  {
    operator: 'Gelu, approximate "tanh"',
    formula(x) {
      const u = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
      // (1 + tanh u) / 2, which would cancel.
      return x / (1 + Math.exp(-2 * u));
    },
    ours: (api, x) => api.geluTanh(x),
  },
  {
    operator: 'Mish',
    formula: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
    ours: (api, x) => api.mish(x),
  },
  {
    operator: 'Swish, alpha 1.702',
    formula: (x) => x / (1 + Math.exp(-f32(1.702) * x)),
    ours: (api, x) => api.silu(x, { beta: f32(1.702) }),
  },
];

/** Half a unit, and what float64 formulas and other parameters than the defaults add to it. */
const ULP = 0.501;

const x = everyNth(65_537).filter((value) => Math.abs(value) > 2 ** -100 && Math.abs(value) < 80);

/** erf(1 / sqrt 2) and erf(sqrt 2): the normal distribution within one and two standard deviations. */
const ERF = [
  [1, 0.682689492137086],
  [2, 0.954499736103642],
] as const;

describe.each(backends)('$name', ({ api }) => {
  test.each(rows)('$operator', ({ formula, ours, ulp = ULP }) => {
    const y = ours(api, x);
    for (const [i, value] of x.entries()) {
      const error = ulpError(y[i], formula(value));
      if (error > ulp) throw new Error(`at ${value}: ${y[i]}, by the formula ${formula(value)}: ${error} ULP`);
    }
  });

  test('Gelu, approximate "none"', () => {
    for (const [value, erf] of ERF) {
      expect(ulpError(api.gelu([value])[0], (value * (1 + erf)) / 2)).toBeLessThan(ULP);
      expect(ulpError(api.gelu([-value])[0], (-value * (1 - erf)) / 2)).toBeLessThan(ULP);
    }
  });
});

test('there are inputs', () => {
  expect(x.length).toBeGreaterThan(20_000);
});
