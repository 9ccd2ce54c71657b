import type { Backend } from '../engine/backend.js';
import { defaultBackend } from '../engine/default.js';

/** A backend, made when it is first asked for. */
export type GetBackend = () => Backend<unknown>;

/** Makes a function on a backend: what checks its arguments, in front of what the backend does with them. */
export type Bind<F extends object> = (backend: GetBackend) => F;

/** What an exported function is made from: `rebind` reads it. */
const BIND = /* @__PURE__ */ Symbol('bind');

/**
 * A function on the default backend, which `rebind` makes again on others. Functions are exported ready to call, and not as
 * definitions alone, so that importing one brings nothing of the others. The default backend is chosen at the first call.
 */
/* @__NO_SIDE_EFFECTS__ */
export function onDefault<F extends object>(bind: Bind<F>): F {
  const bound = bind(defaultBackend);
  Object.defineProperty(bound, BIND, { value: bind });
  return bound;
}

/** The same function on another backend. On an asynchronous one a call returns `out` if it is finished, else a promise of it. */
export function rebind<F extends object>(bound: F, backend: Backend<unknown>): F {
  return (bound as { readonly [BIND]: Bind<F> })[BIND](() => backend);
}
