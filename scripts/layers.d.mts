export function layerViolations(folder?: string): { rule: string; from: string; to: string }[];
export function checkLayers(folder?: string): void;
