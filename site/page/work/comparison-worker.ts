import { type ComparisonRequest, comparison } from './comparison.js';

addEventListener('message', async ({ data }: MessageEvent<ComparisonRequest>) => {
  try {
    for await (const step of comparison(data)) postMessage(step);
  } catch (error) {
    reportError(error); // a rejection alone would not reach the page
  }
});
