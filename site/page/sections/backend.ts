import { backend } from 'wasm-activations';
import { find } from '../ui/dom.js';

/** The backend that runs here, and why. */
export function showBackend(): void {
  const consequence = backend.name === 'js' ? ' The results are the same bits, only slower.' : '';
  find(HTMLElement, '#backend').dataset.backend = backend.name;
  find(HTMLElement, '#backend-name').textContent = backend.name;
  find(HTMLElement, '#backend-reason').textContent = `${backend.reason.replace(/\.$/, '')}.${consequence}`;
}
