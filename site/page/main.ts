import { Choices } from './choice.js';
import { showAbout } from './sections/about.js';
import { showBackend } from './sections/backend.js';
import { showCheck } from './sections/check.js';
import { showChooser } from './sections/chooser.js';
import { showComparison } from './sections/comparison.js';
import { showCurves } from './sections/curves.js';
import { showKinds } from './sections/kinds.js';
import { showKinks } from './sections/kinks.js';
import { showRow } from './sections/row.js';

const choices = new Choices();
showBackend();
showKinds(choices); // first: a chart that is hidden is not drawn
showChooser(choices);
showKinks(choices);
showAbout(choices);
showCurves(choices);
showRow(choices);
showComparison(choices);
showCheck(choices);
