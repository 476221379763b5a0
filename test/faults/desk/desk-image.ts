import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a desk's data folder, in memory. */
export type DeskImage = ReadonlyMap<string, Buffer>;

export function readImage(dataDir: string): DeskImage {
  return new Map(readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name))]));
}

export function writeImage(image: DeskImage, dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  for (const [name, bytes] of image) writeFileSync(join(dataDir, name), bytes);
}
