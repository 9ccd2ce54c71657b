import { workerText } from '../generated/worker.js';
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

/** Threads run a script that this module contains as text: bundlers would lose a file. */
function inNode({ Worker }: NodeThreads): Spawn {
  return (listener) => {
    // The program's own flags, --input-type for one, do not apply to this script.
    const worker = new Worker(workerText, { eval: true, execArgv: [] });
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

/** The address of the script's text: made once, and needed as long as the page lives. */
let address: string | undefined;

/** The ways to load the script in a browser, of which a page's Content-Security-Policy may forbid the first. */
const scripts = [
  () => {
    address ??= URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
    return new Worker(address);
  },
  // In this form bundlers find the file.
  () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }),
];

const inBrowser: Spawn = (listener) => {
  // Browsers have no event for a worker that has ended. But they release the lock that it held.
  const { locks } = navigator;
  const lock = locks && `wasm-activations ${crypto.randomUUID()}`;
  let worker: Worker | undefined;
  let init: WorkerInit | undefined;
  let isReady = false;

  /** Starts the worker with scripts[i] or, where that fails, with the next one. */
  function start(i: number): void {
    const failed = (why: string) => {
      worker?.terminate();
      worker = undefined;
      if (isReady || i + 1 === scripts.length) listener.ended(why);
      else start(i + 1);
    };
    try {
      worker = scripts[i]();
    } catch (error) {
      failed(String(error));
      return;
    }
    worker.onerror = (event) => failed(event.message || 'its script could not be loaded');
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (data === 'ready') {
        isReady = true;
        if (lock) locks.request(lock, () => listener.ended('its thread was ended'));
      }
      listener.message(data);
    };
    if (init !== undefined) worker.postMessage(init);
  }

  start(0);
  return {
    post: (given) => {
      init = { ...given, lock };
      worker?.postMessage(init);
    },
    end: async () => worker?.terminate(),
    setRef: () => {},
  };
};

export const spawn: Spawn = nodeThreads ? inNode(nodeThreads) : inBrowser;
