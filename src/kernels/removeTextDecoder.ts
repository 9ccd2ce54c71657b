import { isStub } from './lendTextDecoder.js';

// Remove the stub.
if (isStub) Reflect.deleteProperty(globalThis, 'TextDecoder');
