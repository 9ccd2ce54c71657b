// One line for each activation. Kernel arguments: x, dy in gradients (or NONE), y, length, then edges and parameters.
export { celu, celuGrad } from "./celu";
export { elu, eluGrad } from "./elu";
export { gelu, geluGrad } from "./gelu";
export { geluTanh, geluTanhGrad } from "./geluTanh";
export { hardShrink, hardShrinkGrad } from "./hardShrink";
export { hardSigmoid, hardSigmoidGrad } from "./hardSigmoid";
export { hardSwish, hardSwishGrad } from "./hardSwish";
export { hardtanh, hardtanhGrad } from "./hardtanh";
export { leakyRelu, leakyReluGrad } from "./leakyRelu";
export { logSigmoid, logSigmoidGrad } from "./logSigmoid";
export { logSoftmax, logSoftmaxGrad } from "./logSoftmax";
export { mish, mishGrad } from "./mish";
export { prelu, preluGrad, preluGradAlpha } from "./prelu";
export { relu, reluGrad } from "./relu";
export { relu6, relu6Grad } from "./relu6";
export { selu, seluGrad } from "./selu";
export { sigmoid, sigmoidGrad } from "./sigmoid";
export { silu, siluGrad } from "./silu";
export { softShrink, softShrinkGrad } from "./softShrink";
export { softmax, softmaxGrad } from "./softmax";
export { softplus, softplusGrad } from "./softplus";
export { softsign, softsignGrad } from "./softsign";
export { squaredRelu, squaredReluGrad } from "./squaredRelu";
export { tanh, tanhGrad } from "./tanh";
export { thresholdedRelu, thresholdedReluGrad } from "./thresholdedRelu";

// Not a kernel.
export { half } from "./half";
