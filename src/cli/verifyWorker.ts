/** A thread of `verify`: answers the number of a block with the hash of its results. */
import { parentPort, workerData } from 'node:worker_threads';
import { blockHasher, type GoldenName } from '../verify/index.js';
import { instanceOn } from './functions.js';

/** What a thread is told when it begins. */
export interface Task {
  readonly name: GoldenName;
  readonly backend: 'wasm' | 'js';
}

const { name, backend } = workerData as Task;
const instance = instanceOn(backend);
const hashBlock = blockHasher(instance.activation(name), instance.alloc);
parentPort?.on('message', (block: number) => parentPort?.postMessage(hashBlock(block)));
