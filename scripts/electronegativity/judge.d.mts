export function judgeFindings(
  found: { rule: string; file: string; line: number }[],
  reviewed: { rule: string; file: string; reason: string }[],
  planted: string,
): string[];
