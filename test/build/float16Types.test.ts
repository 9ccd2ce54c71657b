/** The public types, where the compiler knows Float16Array and where it does not. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** In the package, so that its own name leads to the built types. */
const folder = 'build/float16Types';

const IMPORTS = `
import { channelSums, prelu, relu, softmax } from 'wasm-activations';
import type { ParallelActivations } from 'wasm-activations/parallel';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<A, B>(isSame: Same<A, B>): void;
declare const act: ParallelActivations;
declare const x: Float32Array;
declare const shared: Float32Array<SharedArrayBuffer>;
const alpha = [0.5];
const channels = 2;
`;

/** What holds with both: without an `out` a new array, else out's own type. */
const SINGLE = `${IMPORTS}
const results = {
  one: relu(x), two: relu.grad([1, 2]), three: softmax(x, { size: 2 }), four: prelu(x, { alpha }), five: channelSums(x, { channels }),
};
const promised = {
  one: await act.relu(x), two: await act.relu.grad([1, 2]), three: await act.softmax(x, { size: 2 }),
  four: await act.prelu(x, { alpha }), five: await act.channelSums(x, { channels }),
};
type New = Record<keyof typeof results, Float32Array<ArrayBuffer>>;
same<{ -readonly [K in keyof typeof results]: (typeof results)[K] }, New>(true);
same<{ -readonly [K in keyof typeof promised]: (typeof promised)[K] }, New>(true);
const into = await act.leakyRelu.grad(x, { alpha: 0.2, dy: x, kink: 'left', out: shared });
same<typeof into, Float32Array<SharedArrayBuffer>>(true);
// @ts-expect-error relu has no parameters
await act.relu(x, { alpha: 0.2 });
// @ts-expect-error float64
await act.softmax(new Float64Array(4));
// The context does not widen the type: a Blob takes arrays over an ArrayBuffer alone.
new Blob([relu([1]), await act.relu([1]), await act.softmax([1])]);
`;

const HALF = `${IMPORTS}
const half = new Float16Array(4);
const results = [
  relu(half), relu.grad(half, { dy: x }), softmax(half, { size: 2 }), prelu(half, { alpha: half }), channelSums(half, { channels }),
  await act.relu(half), await act.relu.grad(half, { dy: half }), await act.softmax(half), await act.softmax.grad(half, { dy: x }),
  await act.prelu(half, { alpha }), await act.prelu.grad(half, { alpha }),
  await act.prelu.gradAlpha(half, { channels, dy: half }), await act.channelSums(half, { channels }),
  await act.silu(x, { bias: half, times: half, out: half }),
];
const all: Float16Array[] = results;
// @ts-expect-error a Float16Array, where x is one
const single: Float32Array = relu(half);
// @ts-expect-error and with threads
const promised: Float32Array = await act.relu(half);
const widened = await act.relu(half, { out: shared });
same<typeof widened, Float32Array<SharedArrayBuffer>>(true);
`;

beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['without lib esnext.float16', [], [SINGLE]],
  ['with it', ['esnext.float16'], [SINGLE, HALF]],
])('%s', (_, libraries, programs) => {
  const files = programs.map((text, i) => {
    const name = `program${i}.mts`;
    writeFileSync(join(folder, name), text);
    return name;
  });
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2022', types: [], strict: true, exactOptionalPropertyTypes: true, noEmit: true },
    lib: ['es2022', 'dom', ...libraries],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const { stdout, status } = spawnSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', folder], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 120_000);
