/** A line that is written over until it is cleared; nothing where there is no terminal. */

/** The bar's width where there is enough of it, and the least that is worth drawing. */
const WIDTH = 30;
const LEAST_WIDTH = 8;
/** Columns of a terminal that does not tell. */
const COLUMNS = 80;
const CLEAR = '\r\x1b[K';

/** The part of a stream that is used. */
interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** The time that the rest takes at the speed so far. */
export function timeLeft(elapsedMs: number, done: number, total: number): string {
  const seconds = Math.ceil((elapsedMs * (total - done)) / done / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export class Progress {
  readonly #stream: Terminal;
  readonly #start = performance.now();
  readonly #label: string;
  readonly #total: number;
  #done = 0;

  constructor(label: string, total: number, stream: Terminal = process.stderr) {
    this.#label = label;
    this.#total = total;
    this.#stream = stream;
    if (stream.isTTY) stream.write(`${label}: starting`);
  }

  get done(): number {
    return this.#done;
  }

  step(): void {
    this.#done++;
    if (!this.#stream.isTTY) return;
    const part = this.#done / this.#total;
    const left = timeLeft(performance.now() - this.#start, this.#done, this.#total);
    const words = `${Math.floor(part * 100)} %  ${left} left  ${this.#label}`;
    // A line that wraps is not written over: it stays one column short of the terminal.
    const most = (this.#stream.columns ?? COLUMNS) - 1;
    const width = Math.min(WIDTH, most - words.length - 1);
    const filled = Math.floor(part * width);
    const bar = width < LEAST_WIDTH ? '' : `${'█'.repeat(filled)}${'░'.repeat(width - filled)} `;
    this.#stream.write(`${CLEAR}${(bar + words).slice(0, most)}`);
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write(CLEAR);
  }
}
