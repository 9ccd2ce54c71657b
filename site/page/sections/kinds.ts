import type { Choices } from '../choice.js';
import { kindOf } from '../functions/names.js';

/** Of what the page has for some kinds of functions only, shows what is for the chosen one. */
export function showKinds(choices: Choices): void {
  const elements = document.querySelectorAll<HTMLElement>('[data-kinds]');
  choices.follow(({ f }) => {
    for (const element of elements)
      element.hidden = element.dataset.kinds?.split(' ').includes(kindOf(f.name)) !== true;
  });
}
