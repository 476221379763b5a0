const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** What all entries of a zip together are when unpacked, by its own directory; null = not a zip. Nothing is unpacked. */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.byteLength - 22;
  // A comment of at most 65,535 bytes may follow.
  for (const first = Math.max(0, end - 0xffff); end >= first && view.getUint32(end, true) !== endOfDirectory; ) end--;
  if (end < 0 || view.getUint32(end, true) !== endOfDirectory) return null;
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== directoryEntry) return null;
    size += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
}
