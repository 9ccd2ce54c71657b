import { Choices } from './choice.js';
import { Point } from './point.js';
import { showAbout } from './sections/about.js';
import { showBackend } from './sections/backend.js';
import { showCheck } from './sections/check.js';
import { showChooser } from './sections/chooser.js';
import { showComparison } from './sections/comparison.js';
import { showCurves } from './sections/curves.js';
import { showGallery } from './sections/gallery.js';
import { showHeader } from './sections/header.js';
import { showKinds } from './sections/kinds.js';
import { showKinks } from './sections/kinks.js';
import { showNumber } from './sections/number.js';
import { showRow } from './sections/row.js';

const choices = new Choices();
const point = new Point();
showBackend();
showHeader(choices);
showKinds(choices); // first: a chart that is hidden is not drawn
showGallery(choices);
showChooser(choices);
showKinks(choices);
showCurves(choices, point);
showRow(choices);
showAbout(choices);
showComparison(choices);
showNumber(choices, point);
showCheck(choices);
