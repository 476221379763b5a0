/** What the program itself makes for people: diagnostics, audit log, rescue file. */
const ownFile = /^okienko[\w.-]*\.(html|json|csv|jsonl|okienko|zip)$/;

/** Nothing is downloaded but a file that our own page has made, of a known kind, because somebody clicked. */
export function mayDownload({ url, name, byPerson }: { url: string; name: string; byPerson: boolean }): boolean {
  return byPerson && url.startsWith('blob:app://okienko/') && ownFile.test(name);
}
