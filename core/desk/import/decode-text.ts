import iconv from 'iconv-lite';
import type { ImportReport } from '../../contract/views.ts';

export type Encoding = Exclude<ImportReport['files'][number]['encoding'], 'xlsx'>;
export type Decoded = { text: string; encoding: Encoding } | { problem: 'empty' | 'not-text' };

/**
 * Polish offices write UTF-8, windows-1250 (Excel), ISO 8859-2 (old systems) and UTF-16 ("Unicode text" of Excel), with and
 * without a byte order mark. Nothing in the file says which, so the bytes are weighed.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { problem: 'empty' };
  const encoding = encodingOf(bytes);
  if (encoding === null) return { problem: 'not-text' };
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding).replaceAll('\r\n', '\n');
  if (controls.test(text)) return { problem: 'not-text' };
  if (text.trim() === '') return { problem: 'empty' };
  return { text, encoding: encoding.startsWith('utf-16') ? 'utf-16' : (encoding as Encoding) };
}

// Tab, line feed, form feed, carriage return and Ctrl-Z (DOS end of file) occur in text; the rest is a binary file.
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const controls = /[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]/;

function encodingOf(bytes: Uint8Array): Encoding | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = wideEncodingOf(bytes.subarray(0, 4096));
  if (wide) return wide;
  if (bytes.includes(0)) return null;
  if (isUtf8(bytes)) return 'utf-8';
  return polishByteEncodingOf(bytes);
}

/** UTF-16 without a mark: European text has a zero in every other byte. */
function wideEncodingOf(start: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0] as [number, number];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++;
  const most = start.length * 0.3;
  if (zeros[1] > most && zeros[0] === 0) return 'utf-16le';
  return zeros[0] > most && zeros[1] === 0 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The two differ in ą ś ź Ą Ś Ź alone. What one means by these bytes, the other has as rare signs or as controls. */
function polishByteEncodingOf(bytes: Uint8Array): 'windows-1250' | 'iso-8859-2' | null {
  let windows = 0;
  let iso = 0;
  let high = 0;
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    high++;
    if (byte <= 0x9f || byte === 0xb9 || byte === 0xa5) windows++;
    else if (byte === 0xb1 || byte === 0xb6 || byte === 0xbc || byte === 0xa1 || byte === 0xa6 || byte === 0xac) iso++;
  }
  if (high > bytes.length * 0.3) return null; // no language has that many accents
  return iso > windows ? 'iso-8859-2' : 'windows-1250';
}
