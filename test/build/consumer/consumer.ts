// A program that uses the package as its users do: installed from the tarball, types included.
import {
  type Activation,
  type Activations,
  alloc,
  type BackendOptions,
  backend,
  createActivations,
  type GradOptions,
  type KinkOption,
  type LeakyReluParameters,
  leakyRelu,
  type Members,
  type Options,
  relu,
} from 'wasm-activations';

const x = alloc(3);
x.set([-10, 0, 15]);
const out: Float32Array = relu(x);
const gradOptions: GradOptions & KinkOption & LeakyReluParameters = { dy: [1, 2, 3], kink: 'left', alpha: 0.5 };
const options: Options & LeakyReluParameters = { out: new Float32Array(3), alpha: 0.5 };
const backendOptions: BackendOptions = { backend: 'js' };
const js: Activations = createActivations(backendOptions);
const members: Members = js;
const functions: Activation[] = [relu, leakyRelu];

function refused(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return 'not refused';
}

export const results = {
  backend: backend.name,
  js: members.backend.name,
  out: [...out],
  options: [...leakyRelu(x, options)],
  grad: [...js.leakyRelu.grad(x, gradOptions)],
  plain: functions.map((f) => [...f([-1, 1])]),
  refused: [
    // @ts-expect-error a wrong option name
    refused(() => leakyRelu(x, { alhpa: 0.5 })),
    // @ts-expect-error another activation's parameter
    refused(() => relu(x, { alpha: 0.5 })),
    // @ts-expect-error a wrong kind of array
    refused(() => relu(new Float64Array(3))),
    // @ts-expect-error a wrong word
    refused(() => createActivations({ backend: 'webgpu' })),
  ],
};
