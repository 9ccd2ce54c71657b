import { Choices } from './choice.js';
import { showBackend } from './sections/backend.js';
import { showCheck } from './sections/check.js';
import { showComparison } from './sections/comparison.js';
import { showCurves } from './sections/curves.js';

const choices = new Choices();
showBackend();
showCurves(choices);
showComparison(choices);
showCheck(choices);
