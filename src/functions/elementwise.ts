// The activations whose results depend on one element each. Each module exports its activation, and the type of its
// parameters where it has any.
export * from './celu.js';
export * from './elu.js';
export * from './gelu.js';
export * from './geluTanh.js';
export * from './hardShrink.js';
export * from './hardSigmoid.js';
export * from './hardSwish.js';
export * from './hardtanh.js';
export * from './leakyRelu.js';
export * from './linear.js';
export * from './logSigmoid.js';
export * from './mish.js';
export * from './relu.js';
export * from './relu6.js';
export * from './selu.js';
export * from './sigmoid.js';
export * from './silu.js';
export * from './softplus.js';
export * from './softShrink.js';
export * from './softsign.js';
export * from './sparsePlus.js';
export * from './squaredRelu.js';
export * from './squareplus.js';
export * from './tanh.js';
export * from './tanhShrink.js';
export * from './thresholdedRelu.js';
