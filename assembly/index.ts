// One line for each activation. Kernel arguments: x, dy in gradients (or NONE), y, length, then edges and parameters.
export { leakyRelu, leakyReluGrad } from "./leakyRelu";
export { relu, reluGrad } from "./relu";
export { softsign, softsignGrad } from "./softsign";

// Not a kernel.
export { half } from "./half";
