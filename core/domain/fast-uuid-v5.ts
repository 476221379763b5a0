/**
 * UUIDv5 (RFC 9562) of a short ASCII name, at most 39 characters: one block of SHA-1. The `uuid` package takes 4 µs for
 * each, and a schedule's year is thousands of slots; this takes under 1 µs, in a browser too. fast-uuid-v5.test.ts holds
 * it against the package.
 */
export function fastUuidV5(name: string, namespace: Uint8Array): string {
  const length = 16 + name.length;
  if (length > 55) throw new RangeError('name too long for one block');
  const w = words;
  w.fill(0);
  for (let i = 0; i < 16; i++) w[i >> 2] = (w[i >> 2] as number) | ((namespace[i] as number) << (24 - 8 * (i & 3)));
  for (let i = 16; i < length; i++) w[i >> 2] = (w[i >> 2] as number) | (name.charCodeAt(i - 16) << (24 - 8 * (i & 3)));
  w[length >> 2] = (w[length >> 2] as number) | (0x80 << (24 - 8 * (length & 3)));
  w[15] = length * 8;
  return format(digestBlock(w));
}

// Scratch space, filled and read within one synchronous call.
const words = new Int32Array(80);
const digest = new Int32Array(4);
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** SHA-1 (FIPS 180-4, §6.1.2) of one padded block; its first 128 bits, which is all that a UUID takes. */
function digestBlock(w: Int32Array): Int32Array {
  for (let i = 16; i < 80; i++) {
    const mixed = (w[i - 3] as number) ^ (w[i - 8] as number) ^ (w[i - 14] as number) ^ (w[i - 16] as number);
    w[i] = (mixed << 1) | (mixed >>> 31);
  }
  let a = 0x67452301;
  let b = 0xefcdab89 | 0;
  let c = 0x98badcfe | 0;
  let d = 0x10325476;
  let e = 0xc3d2e1f0 | 0;
  for (let i = 0; i < 80; i++) {
    let f: number;
    if (i < 20) f = (((b & c) | (~b & d)) + 0x5a827999) | 0;
    else if (i < 40) f = ((b ^ c ^ d) + 0x6ed9eba1) | 0;
    else if (i < 60) f = (((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc) | 0;
    else f = ((b ^ c ^ d) + 0xca62c1d6) | 0;
    const next = (((a << 5) | (a >>> 27)) + f + e + (w[i] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  digest[0] = a + 0x67452301;
  digest[1] = b + 0xefcdab89;
  digest[2] = c + 0x98badcfe;
  digest[3] = d + 0x10325476;
  return digest;
}

/** With the version and variant bits of RFC 9562. */
function format(bits: Int32Array): string {
  bits[1] = ((bits[1] as number) & 0xffff0fff) | 0x5000;
  bits[2] = ((bits[2] as number) & 0x3fffffff) | 0x80000000;
  const [p, q, r, s] = bits as unknown as [number, number, number, number];
  return `${hex(p >>> 16)}${hex(p)}-${hex(q >>> 16)}-${hex(q)}-${hex(r >>> 16)}-${hex(r)}${hex(s >>> 16)}${hex(s)}`;
}

const hex = (bits: number): string => `${hexOfByte[(bits >>> 8) & 0xff]}${hexOfByte[bits & 0xff]}`;
