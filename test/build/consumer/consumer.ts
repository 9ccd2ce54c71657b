// A program that uses the package as its users do: installed from the tarball, types included.
import {
  type Activation,
  type Activations,
  alloc,
  type BackendOptions,
  backend,
  createActivations,
  gelu,
  type GradOptions,
  type KinkOption,
  type LeakyReluParameters,
  leakyRelu,
  type Members,
  type Options,
  relu,
  softmax,
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

// What takes an array over an ArrayBuffer alone takes results.
export const play = (buffer: AudioBuffer) => buffer.copyToChannel(gelu(x), 0);
const blobs = [new Blob([relu([1])]), new Blob([relu.grad([1]), relu(x)]), new Blob([softmax([1, 2]), js.gelu([1])])];

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
  blobs: blobs.map(({ size }) => size),
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
