// The `workerd` export condition: the kernels come before the backend is chosen, which importing the index does.
import './provided.js';

export * from './index.js';
