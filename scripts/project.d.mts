export const root: string;
export function node24(): string;
export function withBinaries(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
export function fingerprint(paths: string[]): string;
