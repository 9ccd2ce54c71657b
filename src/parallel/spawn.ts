import type { WorkerInit, WorkerMessage } from './messages.js';
import { type NodeThreads, nodeThreads } from './node.js';

/** A worker thread, on any platform. */
export interface Thread {
  post(init: WorkerInit): void;
  end(): Promise<unknown>;
  /** Whether it keeps a Node process alive. */
  setRef(ref: boolean): void;
}

export interface Listener {
  message(message: WorkerMessage): void;
  /** The thread has ended, or never began. May be called more than once. */
  ended(why: string): void;
}

/** Begins a thread. May throw. */
export type Spawn = (listener: Listener) => Thread;

function inNode({ Worker }: NodeThreads): Spawn {
  // Not written inside `new URL`: bundlers for browsers would take the file along a second time, as an asset.
  const here = import.meta.url;
  return (listener) => {
    // The program's own flags, --input-type for one, do not apply to this file.
    const worker = new Worker(new URL('./worker.js', here), { execArgv: [] });
    let why = 'its thread was ended';
    worker.on('message', (message) => listener.message(message as WorkerMessage));
    worker.on('error', (error) => {
      why = String(error);
    });
    // Comes after 'error', and when the thread writes nothing more.
    worker.on('exit', () => listener.ended(why));
    return {
      post: (init) => worker.postMessage(init),
      end: () => worker.terminate(),
      setRef: (ref) => (ref ? worker.ref() : worker.unref()),
    };
  };
}

const inBrowser: Spawn = (listener) => {
  // In this form bundlers find the file.
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  // Browsers have no event for a worker that has ended. But they release the lock that it held.
  const { locks } = navigator;
  const lock = locks && `wasm-activations ${crypto.randomUUID()}`;

  function failed(event: Event): void {
    worker.terminate();
    listener.ended((event as ErrorEvent).message || 'its script could not be loaded');
  }

  worker.onerror = failed;
  worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    if (lock && data === 'ready') locks.request(lock, () => listener.ended('its thread was ended'));
    listener.message(data);
  };
  return {
    post: (init) => worker.postMessage({ ...init, lock }),
    end: async () => worker.terminate(),
    setRef: () => {},
  };
};

export const spawn: Spawn = nodeThreads ? inNode(nodeThreads) : inBrowser;
