import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';
import { launch, newPage, serve } from './browse.mjs';

const USAGE = `usage: npm run page:screenshot

Makes after-desktop.png and after-phone.png in site/screenshots/: the first screen of the built page, in Chromium.`;

parseOptions({}, USAGE);

const SCREENS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const folder = new URL('../screenshots/', import.meta.url);
mkdirSync(folder, { recursive: true });

const server = await serve();
const browser = await launch();
try {
  for (const [name, viewport] of Object.entries(SCREENS)) {
    const page = await newPage(browser, { viewport });
    await page.goto(`${server.url}?f=thresholdedRelu`);
    await page.screenshot({ path: fileURLToPath(new URL(`after-${name}.png`, folder)) });
  }
} finally {
  await browser.close();
  await server.close();
}
