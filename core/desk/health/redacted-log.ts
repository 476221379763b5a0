import { open } from 'node:fs/promises';

const tailBytes = 128 * 1024;
const tailLines = 400;

/** The newest lines of the program's log, once more made free of anything that does not look like a code or a number. */
export async function logTail(file: string | null): Promise<string[]> {
  if (file === null) return [];
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const start = Math.max(0, size - tailBytes);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
      const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n');
      return redactedLines(start > 0 ? lines.slice(1) : lines).slice(-tailLines);
    } finally {
      await handle.close();
    }
  } catch {
    return [];
  }
}

/** `2026-11-23T08:00:00+01:00 [info] event name=value …` */
const eventLine = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?) \[(\w+)\] +([a-z][a-z0-9-]*)((?: [a-zA-Z]+=\S+)*)\s*$/;
const safeValues = [
  /^-?\d{1,8}(\.\d{1,6})?$/,
  /^(true|false)$/,
  // A code or an event, a call of the contract, an error's name, an errno, a version.
  /^[a-z][a-z0-9-]*(\.[a-zA-Z]+)?$/,
  /^[A-Za-z]*Error$/,
  /^(E[A-Z]{2,14}|(SQLITE|ERR)_[A-Z_]+)$/,
  /^\d+\.\d+\.\d+$/,
];

/**
 * The log holds codes and numbers only; this is the second lock on the same door. A line of another form is left out, and a value
 * that is none of the known forms becomes `…`.
 */
export function redactedLines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, at, level, event, rest = ''] = eventLine.exec(line) ?? [];
    if (at === undefined) return [];
    const facts = rest
      .split(' ')
      .filter((part) => part !== '')
      .map((part) => {
        const [name = '', ...value] = part.split('=');
        return `${name}=${safeValues.some((form) => form.test(value.join('='))) ? value.join('=') : '…'}`;
      });
    return [[at, `[${level}]`, event, ...facts].join(' ')];
  });
}
