import { backend } from 'wasm-activations';
import { find } from '../ui/dom.js';

const NAMES = { wasm: 'WebAssembly', js: 'the TypeScript backend' };

/** What runs, and why. */
export function showBackend(): void {
  const consequence = backend.name === 'js' ? ' The results are the same bits, only slower.' : '';
  find(HTMLElement, '#backend').dataset.backend = backend.name;
  find(HTMLElement, '#backend-name').textContent = NAMES[backend.name];
  find(HTMLElement, '#backend-reason').textContent = `Why: ${backend.reason.replace(/\.$/, '')}.${consequence}`;
}
