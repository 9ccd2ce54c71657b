import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';
import { launch, serve } from './browse.mjs';

const USAGE = `usage: npm run page:screenshot

Makes site/page/screenshot.png: the curves of the built page, in Chromium.`;

parseOptions({}, USAGE);

const WIDTH = 900;
const MARGIN = 32;
const path = fileURLToPath(new URL('screenshot.png', import.meta.url));

const server = await serve();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  await page.goto(`${server.url}?f=hardSwish&with=silu`);
  const first = await page.locator('#function').boundingBox();
  const last = await page.locator('#curves figure').boundingBox();
  if (first === null || last === null) throw new Error('the page shows no curves');
  const scrolled = await page.evaluate(() => scrollY);
  const height = last.y + last.height - first.y + MARGIN;
  const clip = { x: 0, y: scrolled + first.y + 1, width: WIDTH, height }; // below the rule above the section
  await page.screenshot({ path, fullPage: true, clip });
} finally {
  await browser.close();
  await server.close();
}
