export { table } from '../../build/modules/cli/table.js';
