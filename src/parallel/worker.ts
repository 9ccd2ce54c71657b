// What a worker thread runs, in Node and in browsers.
import { Control } from './control.js';
import { sharedKernels } from './kernels.js';
import type { Answer, Orders } from './messages.js';
import { nodeThreads } from './node.js';
import { share } from './share.js';

interface Port {
  onmessage: ((event: { data: Orders }) => void) | null;
  postMessage(answer: Answer): void;
}

const port = (nodeThreads?.parentPort ?? globalThis) as Port;

/** Takes part in every task, and never returns to the event loop: it works until its thread is ended. */
function work({ module, memory, block, slot }: Orders): void {
  const control = new Control(block);
  const kernels = sharedKernels(module, memory).list;
  if (!control.signOn(slot)) return;
  port.postMessage('ready');
  let last = 0;
  for (;;) {
    control.awaitTask(slot, last);
    const job = control.enter(slot);
    if (job !== undefined) {
      share(control, kernels, slot);
      last = job;
    }
    if (control.leave(slot, last)) port.postMessage('left');
  }
}

port.onmessage = ({ data: orders }) => {
  if (orders.lock === undefined) work(orders);
  else navigator.locks.request(orders.lock, () => work(orders));
};
