import { defaultBackend } from './backends/default.js';
import { members } from './members.js';

export type { Activation, GradOptions, KinkOption, Options } from './activation.js';
export { type Activations, createActivations } from './activations.js';
export type { BackendOptions } from './backends/choose.js';
export type { Members } from './members.js';
export * from './ops/index.js';

export const { alloc, backend } = members(defaultBackend);
