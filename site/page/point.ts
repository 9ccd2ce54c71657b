/** The input that the chart marks and the panel of one number looks at. */
export class Point {
  #x = 1;
  readonly #listeners: ((x: number) => void)[] = [];

  get x(): number {
    return this.#x;
  }

  /** Rounds to float32, as the package does. */
  set(x: number): void {
    this.#x = Math.fround(x);
    for (const listener of this.#listeners) listener(this.#x);
  }

  /** Calls `listener` now and after each change. */
  follow(listener: (x: number) => void): void {
    this.#listeners.push(listener);
    listener(this.#x);
  }
}
