import { nearest } from '../../../src/cli/nearest.js';
import type { Choices } from '../choice.js';
import { names } from '../functions/names.js';
import { find } from '../ui/dom.js';

function showInstall(): void {
  const button = find(HTMLButtonElement, '#copy-install');
  const line = find(HTMLElement, '.install code');
  const copied = find(HTMLElement, '#install-copied');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(line.textContent ?? ''); // no clipboard on plain http, or no permission: both throw
      button.textContent = 'Copied';
      copied.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(line);
      button.textContent = 'Selected';
      copied.textContent = 'Selected, to copy by hand';
    }
  });
}

/** The install line, and word of an address that asks for a function that does not exist. */
export function showHeader(choices: Choices): void {
  showInstall();
  const notice = find(HTMLElement, '#notice');
  choices.follow(({ f, unknown }) => {
    const near = unknown === undefined ? undefined : nearest(unknown, names);
    const hint = near === undefined ? '' : ` Did you mean ${near}?`;
    notice.textContent = unknown === undefined ? '' : `There is no function “${unknown}”.${hint} This is ${f.name}.`;
    document.title = `${f.name} – wasm-activations`;
    for (const place of document.querySelectorAll('.function-name')) place.textContent = f.name;
  });
}
