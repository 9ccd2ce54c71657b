// One line for each activation. Kernel arguments: x, dy in gradients (or NONE), y, length, then edges and parameters.
export { hardShrink, hardShrinkGrad } from "./hardShrink";
export { hardSigmoid, hardSigmoidGrad } from "./hardSigmoid";
export { hardSwish, hardSwishGrad } from "./hardSwish";
export { hardtanh, hardtanhGrad } from "./hardtanh";
export { leakyRelu, leakyReluGrad } from "./leakyRelu";
export { relu, reluGrad } from "./relu";
export { relu6, relu6Grad } from "./relu6";
export { softShrink, softShrinkGrad } from "./softShrink";
export { softsign, softsignGrad } from "./softsign";
export { squaredRelu, squaredReluGrad } from "./squaredRelu";
export { thresholdedRelu, thresholdedReluGrad } from "./thresholdedRelu";

// Not a kernel.
export { half } from "./half";
