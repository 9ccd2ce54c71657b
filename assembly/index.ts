// One line for each activation. Kernel arguments: pointers in, pointer out, length, [edge], parameters.
export { leakyRelu, leakyReluGrad, leakyReluGradDy } from "./leakyRelu";
export { relu, reluGrad, reluGradDy } from "./relu";
