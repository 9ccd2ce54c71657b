import { Presets, SingleBar } from 'cli-progress';

/** A bar on the terminal, and nothing where there is none. @param {number} total */
export function progressBar(total) {
  const format = '{bar} {percentage}% {eta_formatted} left  {doing}';
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0, { doing: '' });
  return {
    /** @param {{ doing: string }} payload */
    increment: (payload) => bar.increment(payload),
    stop: () => bar.stop(),
  };
}
