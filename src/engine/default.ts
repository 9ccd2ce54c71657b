import { automaticBackend } from './automatic.js';
import type { Backend } from './backend.js';

let backend: Backend | undefined;

/** The backend of the functions that this package exports: chosen when it is first needed. */
export function defaultBackend(): Backend {
  backend ??= automaticBackend();
  return backend;
}
