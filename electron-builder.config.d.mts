export const upgradeCode: string;
