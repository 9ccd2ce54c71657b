// What a worker thread runs, in Node and in browsers.
import { Control } from './control.js';
import { sharedKernels } from './kernels.js';
import type { WorkerInit, WorkerMessage } from './messages.js';
import { nodeThreads } from './node.js';
import { runShare } from './share.js';

interface Port {
  onmessage: ((event: { data: WorkerInit }) => void) | null;
  postMessage(message: WorkerMessage): void;
}

const port = (nodeThreads?.parentPort ?? globalThis) as Port;

/** Works on every task, and never returns to the event loop: until its thread is ended. */
function work({ modules, memory, block, slot }: WorkerInit): void {
  const control = new Control(block);
  const kernels = sharedKernels(modules, memory);
  if (!control.start(slot)) return;
  port.postMessage('ready');
  let last = 0;
  for (;;) {
    control.awaitTask(slot, last);
    const number = control.enter(slot);
    if (number !== undefined) {
      runShare(control, kernels, slot);
      last = number;
    }
    if (control.leave(slot, last)) port.postMessage('left');
  }
}

port.onmessage = ({ data: init }) => {
  if (init.lock === undefined) work(init);
  else navigator.locks.request(init.lock, () => work(init));
};
