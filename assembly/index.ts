// One line for each activation. Arguments of an elementwise kernel: the addresses of x, bias, dy, times and y, of which bias, dy
// and times may be NONE; the length; then the edges of a gradient and the parameters.
export { celu, celuGrad } from "./ops/celu";
export { channelSums } from "./ops/channelSums";
export { elu, eluGrad } from "./ops/elu";
export { gelu, geluGrad } from "./ops/gelu";
export { geluTanh, geluTanhGrad } from "./ops/geluTanh";
export { hardShrink, hardShrinkGrad } from "./ops/hardShrink";
export { hardSigmoid, hardSigmoidGrad } from "./ops/hardSigmoid";
export { hardSwish, hardSwishGrad } from "./ops/hardSwish";
export { hardtanh, hardtanhGrad } from "./ops/hardtanh";
export { leakyRelu, leakyReluGrad } from "./ops/leakyRelu";
export { linear, linearGrad } from "./ops/linear";
export { logSigmoid, logSigmoidGrad } from "./ops/logSigmoid";
export { mish, mishGrad } from "./ops/mish";
export { prelu, preluGrad, preluGradAlpha } from "./ops/prelu";
export { relu, reluGrad } from "./ops/relu";
export { relu6, relu6Grad } from "./ops/relu6";
export { selu, seluGrad } from "./ops/selu";
export { sigmoid, sigmoidGrad } from "./ops/sigmoid";
export { silu, siluGrad } from "./ops/silu";
export { softShrink, softShrinkGrad } from "./ops/softShrink";
export { logSoftmax, logSoftmaxGrad, softmax, softmaxGrad } from "./ops/softmax";
export { softplus, softplusGrad } from "./ops/softplus";
export { softsign, softsignGrad } from "./ops/softsign";
export { sparsePlus, sparsePlusGrad } from "./ops/sparsePlus";
export { squaredRelu, squaredReluGrad } from "./ops/squaredRelu";
export { squareplus, squareplusGrad } from "./ops/squareplus";
export { tanh, tanhGrad } from "./ops/tanh";
export { tanhShrink, tanhShrinkGrad } from "./ops/tanhShrink";
export { thresholdedRelu, thresholdedReluGrad } from "./ops/thresholdedRelu";

// Not kernels.
export { unknownZero } from "./math/constant";
export { narrow, widen } from "./math/float16";
export { half } from "./math/half";
