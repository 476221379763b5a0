export function fetchTestElectron(): Promise<string>;
