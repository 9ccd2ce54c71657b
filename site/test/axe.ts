import { source } from 'axe-core';

/** A page of either driver. */
interface Evaluating {
  evaluate<T>(code: string): Promise<T>;
}

/** The violations of accessibility rules that axe finds, each with the elements that it is about. `rules`: options of axe. */
export async function violations(page: object, options: object = {}): Promise<string[]> {
  const { evaluate } = page as Evaluating;
  const run = (code: string) => evaluate.call(page, code) as Promise<unknown>;
  await run(`${source}; 0`);
  return (await run(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`)) as string[];
}
