// The order matters, and the linter would sort it: a stub for the loader before it, and no longer after.
// biome-ignore-start assist/source/organizeImports: see above
import './lendTextDecoder.js';
import { instantiateSync } from '@assemblyscript/loader';
import './removeTextDecoder.js';
// biome-ignore-end assist/source/organizeImports: see above

export { instantiateSync };
