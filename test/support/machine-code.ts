/** The x64 machine code that V8's optimising compiler makes of a binary, as `node --print-wasm-code` prints it. */
import { spawnSync } from 'node:child_process';

export interface Instruction {
  readonly offset: number;
  readonly text: string;
  /** Where it jumps to, if it jumps within its function. */
  readonly target: number | undefined;
}

type Code = ReadonlyMap<number, Instruction[]>;

/** By binary and flags: compiling and printing all kernels takes half a second. */
const known = new WeakMap<Uint8Array, Map<string, Code | undefined>>();

/**
 * Each function's instructions, by its index. Nothing where this Node has no disassembler for x64; CI must have one, since all that
 * depends on it would be skipped there.
 */
export function machineCode(binary: Uint8Array, ...flags: string[]): Code | undefined {
  const ofBinary = known.get(binary) ?? new Map();
  known.set(binary, ofBinary);
  const key = flags.join(' ');
  if (!ofBinary.has(key)) ofBinary.set(key, disassembled(binary, flags));
  const code = ofBinary.get(key);
  if (code === undefined && process.arch === 'x64' && process.env.CI) {
    throw new Error(`node ${process.version} prints no machine code, and CI needs it`);
  }
  return code;
}

function disassembled(binary: Uint8Array, flags: readonly string[]): Code | undefined {
  if (process.arch !== 'x64') return undefined;
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--print-wasm-code',
      '--no-liftoff',
      '--no-wasm-tier-up',
      '--no-wasm-lazy-compilation',
      ...flags,
      '-e',
      'new WebAssembly.Module(fs.readFileSync(0))',
    ],
    { input: binary, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0 || !stdout.includes('Instructions (size')) return undefined;

  const functions = new Map<number, Instruction[]>();
  for (const section of stdout.split('--- WebAssembly code ---')) {
    const index = /^index: (\d+)$/m.exec(section)?.[1];
    if (index !== undefined) functions.set(Number(index), instructions(section));
  }
  return functions;
}

/** Lines of address, offset, bytes and text: `0x2c40  170  83f920  cmpl rcx,0x20`. A jump's target is in `<+0x40>`. */
function instructions(section: string): Instruction[] {
  return Array.from(section.matchAll(/^0x[0-9a-f]+ +([0-9a-f]+) +[0-9a-f]+ +(?:REX\.W )?(\S.*)$/gm), ([, at, text]) => {
    const target = /^j.*<\+0x([0-9a-f]+)>$/.exec(text)?.[1];
    return {
      offset: Number.parseInt(at, 16),
      text: text.trim(),
      target: target === undefined ? undefined : Number.parseInt(target, 16),
    };
  });
}

/**
 * What runs from a conditional jump's target to the jump, where that lies before it, and nothing smaller does so within.
 * (V8 lays rare code, such as the stack guard's, behind the rest; its jumps back have no condition. Those to an early `ret` are
 * no loop.)
 */
export function innermostLoops(code: readonly Instruction[]): Instruction[][] {
  const loops = code.flatMap(({ offset, target, text }) => {
    if (target === undefined || target >= offset || text.startsWith('jmp')) return [];
    const body = code.filter((instruction) => instruction.offset >= target && instruction.offset <= offset);
    return body.some(({ text }) => text.startsWith('ret')) ? [] : [body];
  });
  return loops.filter((loop) => !loops.some((other) => other !== loop && other.every((inner) => loop.includes(inner))));
}

export function vectorStores(loop: readonly Instruction[]): number {
  return loop.filter(({ text }) => /^v?mov(dqu|dqa|ups|aps) \[.*\],xmm\d+$/.test(text)).length;
}

const CONSTANTS = [
  /^v?(mov[dq]|pinsr[bwdq]|cvtsi2s[sd]) xmm\d+,(xmm\d+,)?r/, // a vector from a register
  /^v?cvtsd2ss /, // a parameter, rounded anew
  /^v?(p?xor(p[sd])?|pcmpeq[bwdq]) (xmm\d+,)?(xmm\d+),\4$/, // all zeros or all ones, from itself
  /xmm.*\[(rip|r13)\b/, // a vector from V8's tables
];
const FROM_STACK = /xmm.*\[(rbp|rsp)\b/;

/**
 * What a loop of this code should not contain. `hasMany`: it has more constants than the machine has registers, so that some may
 * come from the stack, which takes as long as one from a register.
 */
export function flaws(loop: readonly Instruction[], code: readonly Instruction[], hasMany = false): string[] {
  // A trap is a call, behind the rest; to that jumps what finds an address out of bounds. V8's stack guard may as well.
  const traps = new Set(code.filter(({ text }) => text.startsWith('call')).map(({ offset }) => offset));
  return loop.flatMap(({ text, target }, i) => {
    if (text.startsWith('call')) return [`a call: ${text}`];
    const constants = hasMany ? CONSTANTS : [...CONSTANTS, FROM_STACK];
    if (constants.some((constant) => constant.test(text))) return [`a constant built or loaded: ${text}`];
    const before = loop[i - 1]?.text ?? '';
    if (target !== undefined && traps.has(target) && !before.startsWith('cmpq rsp,'))
      return [`a check: ${before}, ${text}`];
    return [];
  });
}
