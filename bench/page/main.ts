import { showBackend } from './sections/backend.js';
import { showCheck } from './sections/check.js';
import { showComparison } from './sections/comparison.js';
import { showCurves } from './sections/curves.js';

showBackend();
showCurves();
showComparison();
showCheck();
