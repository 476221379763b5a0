export const nativeModules: Record<'linux' | 'win' | 'mac', string[]>;
export function stageApp(platform: 'linux' | 'win' | 'mac', options: { withRelay: boolean }): string;
