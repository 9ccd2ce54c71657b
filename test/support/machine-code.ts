/** The x64 machine code that V8's optimising compiler makes of a binary, as `node --print-wasm-code` prints it. */
import { spawnSync } from 'node:child_process';

interface Instruction {
  readonly offset: number;
  readonly text: string;
  /** Where it jumps to, if it jumps within its function. */
  readonly target: number | undefined;
}

/** Each function's instructions, by its index. Nothing where this Node has no disassembler for x64. */
export function machineCode(binary: Uint8Array, ...flags: string[]): ReadonlyMap<number, Instruction[]> | undefined {
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
 * What runs from a jump's target to the jump, where that lies before it, and nothing smaller does so within. V8 lays
 * rare code (the stack guard's, the traps) behind the function's return; what jumps back from there is no loop.
 */
export function innermostLoops(code: readonly Instruction[]): Instruction[][] {
  const loops = code.flatMap(({ offset, target }) => {
    if (target === undefined || target >= offset) return [];
    const loop = code.filter((instruction) => instruction.offset >= target && instruction.offset <= offset);
    return loop.some(({ text }) => text.startsWith('ret')) ? [] : [loop];
  });
  return loops.filter((loop) => !loops.some((other) => other !== loop && other.every((inner) => loop.includes(inner))));
}

export function vectorStores(loop: readonly Instruction[]): number {
  return loop.filter(({ text }) => /^v?mov(dqu|dqa|ups|aps) \[.*\],xmm\d+$/.test(text)).length;
}

const CONSTANTS = [
  /^mov[lq] r\w+,0x/, // a register from an immediate
  /^v?(mov[dq]|pinsr[bwdq]|cvtsi2s[sd]) xmm\d+,(xmm\d+,)?r/, // a vector from a register
  /^v?(p?xor(p[sd])?|pcmpeq[bwdq]) (xmm\d+,)?(xmm\d+),\4$/, // all zeros or all ones, from itself
  /xmm.*\[(rip|r13|rbp|rsp)\b/, // a vector from V8's tables or from the stack
];

/** What a loop should not hold. */
export function flaws(loop: readonly Instruction[]): string[] {
  return loop.flatMap(({ text, target }, i) => {
    if (text.startsWith('call')) return [`a call: ${text}`];
    if (CONSTANTS.some((constant) => constant.test(text))) return [`a constant built or loaded: ${text}`];
    // Two jumps belong there: V8's stack guard, and the one that closes the loop.
    const guard = i > 0 && loop[i - 1].text.startsWith('cmpq rsp,');
    if (target !== undefined && !guard && i < loop.length - 1) return [`a check: ${loop[i - 1]?.text}, ${text}`];
    return [];
  });
}
