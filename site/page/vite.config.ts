import { defineConfig } from 'vite';
import { define } from './documentation.mjs';
import { ISOLATED } from './isolated.mjs';
import { loopsPlugin } from './loops.mjs';

export default defineConfig({
  base: './', // relative URLs: the built page runs from any folder of any host
  define,
  plugins: [loopsPlugin()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsInlineLimit: 0, // a strict CSP refuses data: URLs
    modulePreload: false,
  },
  worker: { format: 'es', plugins: () => [loopsPlugin()] },
  server: { headers: ISOLATED },
});
