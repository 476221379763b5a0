export function makeDeb(
  unpacked: string,
  folder: string,
  options?: { arch?: string; compression?: 'xz' | 'gzip' | 'none' },
): Promise<string>;
