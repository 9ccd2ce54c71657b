import type { RowsName } from '../functions/names.js';
import { agreement } from './agreement.js';

addEventListener('message', ({ data: name }: MessageEvent<RowsName>) => {
  for (const step of agreement(name)) postMessage(step);
});
