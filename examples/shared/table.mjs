export { table } from '../../dist/cli/table.js';
