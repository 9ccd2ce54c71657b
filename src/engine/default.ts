import type { Backend } from './backend.js';
import { chooseBackend } from './choose.js';

let backend: Backend | undefined;

/** What the functions that this package exports run on: chosen when it is first needed. */
export function defaultBackend(): Backend {
  backend ??= chooseBackend({});
  return backend;
}
