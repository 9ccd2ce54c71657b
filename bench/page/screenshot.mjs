// Makes screenshot.png for README, from the built page: npm run page:screenshot
import { fileURLToPath } from 'node:url';
import { launch, serve } from './browse.mjs';

const server = await serve();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1024, height: 900 } });
  await page.goto(server.url);
  for (const name of ['Measure', 'Check']) {
    await page.getByRole('button', { name, exact: true }).click();
    await page
      .getByText(/^Finished/)
      .nth(name === 'Measure' ? 0 : 1)
      .waitFor({ timeout: 60_000 });
  }
  await page.screenshot({ path: fileURLToPath(new URL('screenshot.png', import.meta.url)), fullPage: true });
} finally {
  await browser.close();
  await server.close();
}
