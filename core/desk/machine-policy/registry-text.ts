/**
 * Values in the answer of `reg query <key>`: lines like `    LockMinutes    REG_DWORD    0xa`. The command's language changes its
 * messages, never these lines. Types other than REG_SZ, REG_EXPAND_SZ and REG_DWORD are left out.
 */
export function registryValues(text: string): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const line of text.split(/\r?\n/)) {
    const found = /^ {4}(\S+) {4}(REG_SZ|REG_EXPAND_SZ|REG_DWORD) {4}(.*)$/.exec(line);
    if (!found) continue;
    const [, name = '', kind, value = ''] = found;
    values[name] = kind === 'REG_DWORD' ? Number.parseInt(value, 16) : value;
  }
  return values;
}
