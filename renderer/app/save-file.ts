/** Hands a file to whoever sits at the screen: the browser's download, or the program's own save dialog (contents-guard.ts). */
export function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download reads the address after the click; a minute is plenty for files of this computer.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
