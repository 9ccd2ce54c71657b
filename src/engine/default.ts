import { chooseBackend } from './choose.js';

/** What the functions that this package exports run on: chosen when it is imported. */
export const defaultBackend = chooseBackend({});
