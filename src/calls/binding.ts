import type { Backend } from '../engine/backend.js';
import { defaultBackend } from '../engine/default.js';

/** Makes a function on a backend: what checks its arguments, in front of what the backend does with them. */
export type Bind<F extends object> = (backend: Backend<unknown>) => F;

const binds = new WeakMap<object, Bind<object>>();

/** A function on the default backend, which `rebind` makes again on others. */
export function onDefault<F extends object>(bind: Bind<F>): F {
  const bound = bind(defaultBackend);
  binds.set(bound, bind);
  return bound;
}

/** The same function on another backend. On an asynchronous one a call gives `out` where it is done, and else the promise of it. */
export function rebind<F extends object>(bound: F, backend: Backend<unknown>): F {
  return (binds.get(bound) as Bind<F>)(backend);
}
