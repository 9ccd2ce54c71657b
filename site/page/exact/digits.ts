import { withMinus } from '../ui/format.js';
import { abs, BITS, type Fixed, fixed } from './fixed.js';

/** Powers of ten down to here are looked at: fewer than the bits of a Fixed give. */
const DECIMALS = 200;

/** In positional notation where that is no longer than this many zeros behind the point. */
const ZEROS = 6;

/** A real number in so many significant digits, rounded. */
export function digits(value: Fixed, count: number): string {
  const scaled = (abs(value) * 10n ** BigInt(DECIMALS)) >> BITS;
  if (scaled === 0n) return value === 0n ? '0' : `0, to ${DECIMALS} decimals`;
  const dropped = Math.max(0, scaled.toString().length - count);
  const unit = 10n ** BigInt(dropped);
  const all = ((scaled + unit / 2n) / unit) * unit;
  const text = all.toString();
  const exponent = text.length - 1 - DECIMALS;
  const significant = text.slice(0, count).replace(/0+$/, '');
  const sign = value < 0n ? '−' : '';
  if (exponent >= count || exponent < -ZEROS) {
    const fraction = significant.length > 1 ? `.${significant.slice(1)}` : '';
    return `${sign}${significant[0]}${fraction} × 10^${withMinus(String(exponent))}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${significant}`;
  const whole = significant.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = significant.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Distance between a finite float32 and the exact value, in units in the last place of the float32 that the value lies at. */
export function ulpsOff(result: number, truth: Fixed): number {
  const leading = BigInt(abs(truth).toString(2).length) - 1n - BITS;
  const last = (leading < -126n ? -126n : leading) - 23n; // the exponent of the last bit
  return Number(((abs(fixed(result) - truth) >> (BITS + last - 40n)) * 1_000_000n) >> 40n) / 1_000_000;
}
