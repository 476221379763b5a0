/** What follows `--cli` among the program's arguments; null = the window is wanted. */
export function commandLineWords(args: readonly string[]): string[] | null {
  const at = args.indexOf('--cli');
  return at === -1 ? null : args.slice(at + 1);
}

/** `--cli-exit=FILE`: where the exit code is written too, for a Windows shell that cannot see it behind a pipe. */
export function exitFile(args: readonly string[]): string | null {
  const before = args.slice(0, Math.max(0, args.indexOf('--cli')));
  return before.find((each) => each.startsWith('--cli-exit='))?.slice('--cli-exit='.length) ?? null;
}
