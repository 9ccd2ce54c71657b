import type { Answer, Orders } from './messages.js';
import { type NodeThreads, nodeThreads } from './node.js';

/** A worker thread, on any platform. */
export interface Thread {
  tell(orders: Orders): void;
  end(): Promise<unknown>;
  /** Whether it keeps a Node process alive. */
  hold(yes: boolean): void;
}

export interface Listener {
  answer(answer: Answer): void;
  /** The thread has ended, or never began. May come more than once. */
  ended(why: string): void;
}

/** Begins a thread. May throw. */
export type Spawn = (listener: Listener) => Thread;

function inNode({ Worker }: NodeThreads): Spawn {
  // Not written inside `new URL`: bundlers for browsers would take the file along a second time, as an asset.
  const here = import.meta.url;
  return (listener) => {
    // Flags of the program, --input-type for one, are not for this file.
    const worker = new Worker(new URL('./worker.js', here), { execArgv: [] });
    let why = 'its thread was ended';
    worker.on('message', (answer) => listener.answer(answer as Answer));
    worker.on('error', (error) => {
      why = String(error);
    });
    // Comes after 'error', and when the thread writes nothing more.
    worker.on('exit', () => listener.ended(why));
    return {
      tell: (orders) => worker.postMessage(orders),
      end: () => worker.terminate(),
      hold: (yes) => (yes ? worker.ref() : worker.unref()),
    };
  };
}

const inBrowser: Spawn = (listener) => {
  // In this form bundlers find the file.
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  // A browser tells nobody that a worker has ended. But it gives back the lock that the worker held.
  const { locks } = navigator;
  const lock = locks && `wasm-activations ${crypto.randomUUID()}`;

  function failed(event: Event): void {
    worker.terminate();
    listener.ended((event as ErrorEvent).message || 'its script could not be loaded');
  }

  worker.onerror = failed;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (lock && data === 'ready') locks.request(lock, () => listener.ended('its thread was ended'));
    listener.answer(data);
  };
  return {
    tell: (orders) => worker.postMessage({ ...orders, lock }),
    end: async () => worker.terminate(),
    hold: () => {},
  };
};

export const spawn: Spawn = nodeThreads ? inNode(nodeThreads) : inBrowser;
