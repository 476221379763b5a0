export function makeMsi(unpacked: string, folder: string, options?: { version: string }): string;
