/** @param feed as electron-builder writes it */
export function signedFeed(feed: string, privateKey: string): string;
