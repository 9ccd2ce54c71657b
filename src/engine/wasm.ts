import { kernels as float16Binary } from '../generated/kernels/float16.js';
import { kernels as halfBinary } from '../generated/kernels/half.js';
import type { KernelName } from '../generated/kernels.js';
import type { Backend } from './backend.js';
import { type Conversion, isHalf } from './half.js';
import type { Code } from './kernel.js';
import { arena, fixedMemory, PAGE_BYTES } from './linear.js';
import { instantiateSync } from './loader.js';
import { SCRATCH_BYTES, type Tile, tileMaker } from './tiles.js';
import { type Workspace, workspaceMaker } from './workspace.js';

export type KernelFunction = (...addressesLengthConstants: number[]) => void;
/** Kernels over one memory. */
export type Kernels = (code: Code) => KernelFunction;
/** The compiled module for a binary, which is text. */
export type ModuleOf = (binary: string) => WebAssembly.Module;

/** The address of an array that lies elsewhere. */
export const OUTSIDE = -2;

/**
 * Kernels over the memory that calls run in, and over a memory of their own, whose start is the scratch area. Both are one, unless
 * the calls run in somebody else's memory: nothing in that is touched but the arguments.
 */
export interface WasmEngine {
  /** A kernel over the memory that calls run in. */
  readonly kernel: Kernels;
  /** The same over the memory in which the scratch area is. */
  readonly tiledKernel: Kernels;
  /** Whether these are one memory. */
  readonly isOwn: boolean;
  /** Where an array lies in the memory that calls run in, or OUTSIDE. */
  readonly addressOf: (array: Float32Array) => number;
  /** At least `count` tiles of the scratch area. */
  readonly tiles: (count: number) => readonly Tile[];
  /** For rows of up to `size` elements; undefined where its memory is refused. */
  readonly workspace: (size: number) => Workspace<Kernels> | undefined;
}

/** Kernels that see `memory`, each instantiated when it is first asked for. The raw exports: the loader's own wrap every call. */
function kernelsOver(memory: WebAssembly.Memory, moduleOf: ModuleOf): Kernels {
  const instances = new Map<WebAssembly.Module, WebAssembly.Exports>();
  const found = new Map<Code, KernelFunction>();

  function find({ name, binary }: Code): KernelFunction {
    const compiled = moduleOf(binary);
    let exports = instances.get(compiled);
    if (exports === undefined) {
      exports = instantiateSync(compiled, { env: { memory } }).instance.exports;
      instances.set(compiled, exports);
    }
    // All kernels in one module have their names, those of one function only what is behind that.
    const kernel = exports[name] ?? exports[name.slice(name.search(/(Grad.*)?$/))];
    if (typeof kernel !== 'function') throw new TypeError(`the module does not export the kernel ${name}`);
    return kernel as KernelFunction;
  }

  return (code) => {
    let kernel = found.get(code);
    if (kernel === undefined) {
      kernel = find(code);
      found.set(code, kernel);
    }
    return kernel;
  };
}

const HALF = { name: 'half' as KernelName, binary: halfBinary };
const WIDEN = { name: 'widen' as KernelName, binary: float16Binary };
const NARROW = { name: 'narrow' as KernelName, binary: float16Binary };

/** The conversions between float16 and float32, compiled when they are first needed. */
function conversionBy(kernels: Kernels): Conversion {
  return {
    widen: (from, to, n) => kernels(WIDEN)(from, to, n),
    narrow: (from, to, n) => kernels(NARROW)(from, to, n),
  };
}

/**
 * Throws where the kernels would give other results: they must for subnormal numbers too. In audio worklets Firefox flushes these to zero in
 * wasm, but not in JavaScript (Firefox 153, `npm run test:places`).
 */
function checkSubnormals(kernels: Kernels): void {
  if ((kernels(HALF) as (x: number) => unknown)(2 ** -148) === 0)
    throw new Error('this environment makes WebAssembly flush subnormal numbers to zero');
}

/**
 * Where an array lies in `memory`, from `start` on, also after its owner grew it; or OUTSIDE.
 * Each getter is read once, `buffer` last: Node 20 makes each a call of some 20 ns, and asking a small array for its
 * buffer first has to make one.
 */
function addressIn(memory: WebAssembly.Memory, start: number): (array: Float32Array) => number {
  let { buffer } = memory;
  return (array) => {
    const offset = array.byteOffset;
    if (offset < start) return OUTSIDE;
    if (buffer.byteLength === 0) buffer = memory.buffer; // detached by a growth
    return array.buffer === buffer && !isHalf(array) ? offset : OUTSIDE;
  };
}

/**
 * An engine over `host`, the memory of another program or of several threads, or else over a memory of its own of `memoryBytes`.
 * `memoryOf` makes memories, `over` makes kernels over one, and `conversionOver` of these what converts float16; without it `set` does.
 */
export function wasmEngine(
  host: WebAssembly.Memory | undefined,
  memoryBytes: number,
  memoryOf: (bytes: number) => WebAssembly.Memory,
  over: (memory: WebAssembly.Memory) => Kernels,
  conversionOver?: (kernels: Kernels) => Conversion,
): WasmEngine & { readonly own: WebAssembly.Memory } {
  const own = memoryOf(host === undefined ? memoryBytes : PAGE_BYTES);
  const tiledKernel = over(own);
  return {
    own,
    isOwn: host === undefined,
    tiledKernel,
    kernel: host === undefined ? tiledKernel : over(host),
    addressOf: host === undefined ? addressIn(own, SCRATCH_BYTES) : addressIn(host, 0),
    tiles: tileMaker(own, conversionOver?.(tiledKernel)),
    workspace: workspaceMaker(memoryOf, over, conversionOver),
  };
}

/**
 * Kernels over `host`, the memory of another program, or else over a memory of their own of `memoryBytes`. `moduleOf` compiles them.
 * `required`: the kernels that it must have.
 */
export function wasmBackend(
  moduleOf: ModuleOf,
  memoryBytes: number,
  host: WebAssembly.Memory | undefined,
  required: readonly string[] = [],
): Backend {
  moduleOf(halfBinary); // Where nothing can be compiled, no memory is asked for.
  const over = (memory: WebAssembly.Memory) => kernelsOver(memory, moduleOf);
  const engine = wasmEngine(host, memoryBytes, fixedMemory, over, conversionBy);
  for (const name of required) engine.tiledKernel({ name: name as KernelName, binary: '' });
  checkSubnormals(engine.tiledKernel);
  return {
    name: 'wasm',
    reason: 'WebAssembly SIMD runs here',
    memory: host ?? engine.own,
    alloc: arena(engine.own, SCRATCH_BYTES),
    kernel: (kernel) => kernel.onWasm(engine),
  };
}
