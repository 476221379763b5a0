import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** ASCII, with `/` between folders. */
  name: string;
  text: string;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfCentral = 0x06054b50;
const version = 20;
const deflated = 8;

/** A ZIP archive that every system opens. `at`: the time that its files bear. */
export function zip(entries: readonly ZipEntry[], at: Date): Buffer {
  const [date, time] = dosTime(at);
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of entries) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const common = [version, 0, deflated, time, date];
    const sizes = [crc32(content), packed.length, content.length];
    const title = Buffer.from(name, 'ascii');
    const local = Buffer.concat([u32(localHeader), u16(...common), u32(...sizes), u16(title.length, 0), title, packed]);
    const place = [u16(title.length, 0, 0, 0, 0), u32(0, offset), title];
    directory.push(Buffer.concat([u32(centralHeader), u16(version, ...common), u32(...sizes), ...place]));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const count = entries.length;
  return Buffer.concat([...bodies, list, u32(endOfCentral), u16(0, 0, count, count), u32(list.length, offset), u16(0)]);
}

function dosTime(at: Date): [date: number, time: number] {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [date, (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)];
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * index);
  return bytes;
}
