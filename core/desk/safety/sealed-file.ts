import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

/** Readable without the code, and sealed with the content: nobody can change it unseen. */
const headerShape = z.object({
  version: z.literal(1),
  madeAt: z.string(),
  clinicId: z.string(),
  deskId: z.string(),
  acts: z.number(),
  salt: z.string(),
  iv: z.string(),
  n: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
});
export type SealedHeader = z.infer<typeof headerShape>;

/** What a file is for: one cannot be taken for the other. */
const magics = { rescue: Buffer.from('OKIENKO-RESCUE-1\n'), archive: Buffer.from('OKIENKO-ARCHIVE-1\n') };
type SealedKind = keyof typeof magics;

const tagBytes = 16;
/** 128 MiB and about half a second for each guess. */
const cost = 2 ** 17;
/** Without letters that look like digits. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code of 120 bits in groups of four: short enough to write down, too long to guess. */
export function newRescueCode(): string {
  const letters = [...randomBytes(24)].map((byte) => alphabet[byte % alphabet.length]);
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** scrypt(code) → AES-256-GCM; `OKIENKO-RESCUE-1` or `-ARCHIVE-1`, length of the header, header, content, tag. */
export function seal(
  content: string,
  facts: Omit<SealedHeader, 'version' | 'salt' | 'iv' | 'n'>,
  code: string,
  kind: SealedKind = 'rescue',
): Buffer {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const header: SealedHeader = { version: 1, ...facts, salt: salt.toString('base64'), iv: iv.toString('base64'), n: cost };
  const head = headOf(magics[kind], Buffer.from(JSON.stringify(header)));
  const cipher = createCipheriv('aes-256-gcm', keyOf(code, salt, cost), iv);
  cipher.setAAD(head);
  return Buffer.concat([head, cipher.update(gzipSync(content)), cipher.final(), cipher.getAuthTag()]);
}

/** null: another code, a damaged file, or none of ours. */
export function unseal(
  file: Buffer,
  code: string,
  kind: SealedKind = 'rescue',
): { header: SealedHeader; content: string } | null {
  const magic = magics[kind];
  try {
    if (!file.subarray(0, magic.length).equals(magic)) return null;
    const start = magic.length + 4;
    const end = start + file.readUInt32LE(magic.length);
    const header = headerShape.parse(JSON.parse(file.subarray(start, end).toString('utf8')));
    const key = keyOf(code, Buffer.from(header.salt, 'base64'), header.n);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.iv, 'base64'));
    decipher.setAAD(file.subarray(0, end));
    decipher.setAuthTag(file.subarray(-tagBytes));
    const packed = Buffer.concat([decipher.update(file.subarray(end, -tagBytes)), decipher.final()]);
    return { header, content: gunzipSync(packed).toString('utf8') };
  } catch {
    return null;
  }
}

function headOf(magic: Buffer, header: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([magic, length, header]);
}

/** Spaces, dashes and small letters are how people copy codes. */
function keyOf(code: string, salt: Buffer, n: number): Buffer {
  const typed = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return scryptSync(typed === '' ? code : typed, salt, 32, { N: n, r: 8, p: 1, maxmem: 512 * 1024 * 1024 });
}
