// The order matters, and the linter would sort it: a decoder for the loader before it, and gone after.
// biome-ignore-start assist/source/organizeImports: see above
import './lend.js';
import { instantiateSync } from '@assemblyscript/loader';
import './takeBack.js';
// biome-ignore-end assist/source/organizeImports: see above

export { instantiateSync };
