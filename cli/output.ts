/** Results go to standard output, everything that is said on the way to standard error. */
export interface Output {
  /** A line of the result. */
  print(line: string): void;
  /** A remark for people. */
  say(line: string): void;
}

export const standardOutput: Output = {
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
};
