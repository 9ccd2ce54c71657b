/** A line that is written over until it is cleared; nothing where there is no terminal. */

const WIDTH = 30;
const CLEAR = '\r\x1b[K';

/** What is used of a stream. */
interface Terminal {
  readonly isTTY?: boolean;
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
    const filled = Math.floor(part * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const left = timeLeft(performance.now() - this.#start, this.#done, this.#total);
    this.#stream.write(`${CLEAR}${bar} ${Math.floor(part * 100)} %  ${left} left  ${this.#label}`);
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write(CLEAR);
  }
}
