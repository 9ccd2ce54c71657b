import { type Choices, hasKinks } from '../choice.js';
import { KINK_CHOICES } from '../functions/shape.js';
import { find } from '../ui/dom.js';

/** The choice of the derivative at a kink, where what is shown has one. */
export function showKinks(choices: Choices): void {
  const kinks = find(HTMLElement, '#kinks');
  kinks.addEventListener('change', () => {
    const given = find(HTMLInputElement, 'input:checked', kinks).value;
    choices.choose({ kink: KINK_CHOICES.find((one) => one === given) ?? 'right' });
  });
  choices.follow((choice) => {
    kinks.hidden = !hasKinks(choice);
    find(HTMLInputElement, `input[value="${choice.kink}"]`, kinks).checked = true;
  });
}
