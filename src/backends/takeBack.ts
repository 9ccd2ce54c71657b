import { lent } from './lend.js';

// Nobody else shall find it.
if (lent) Reflect.deleteProperty(globalThis, 'TextDecoder');
