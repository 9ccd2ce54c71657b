import { defaultBackend } from './backends/default.js';
import { members } from './members.js';

export type { Activation, GradOptions, Options } from './activation.js';
export { type Activations, createActivations } from './activations.js';
export type { BackendOptions } from './backends/choose.js';
export type { Members } from './members.js';
export * from './ops/index.js';
export type { LeakyReluParameters } from './ops/leakyRelu.js';

export const { alloc, backend } = members(defaultBackend);
