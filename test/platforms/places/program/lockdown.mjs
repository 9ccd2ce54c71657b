// Where `--import` has loaded SES.
/** @type {any} */ (globalThis).lockdown();
await import('./import.mjs');
