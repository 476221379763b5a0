import type { ImportReport } from '../../../core/contract/views.ts';

export interface ChosenFile {
  name: string;
  size: number;
  /** Reads the bytes; rejects when the file is gone or locked. */
  read(): Promise<ArrayBuffer>;
}

export type ReadResult =
  | { ok: true; files: { name: string; base64: string }[] }
  | { ok: false; problems: ImportReport['problems'] };

/** Core refuses more than this all the same; what is larger is not even read here (a 200 MB file would only fill the memory). */
const largestSumBytes = 40_000_000;
/** As the contract takes them. */
const mostFiles = 20;
const dataFile = /\.(csv|txt|tsv|xlsx)$/i;

/** Of a folder only what can hold a table; files that a person picked one by one are all judged by core. */
export function dataFilesOf<F extends { name: string }>(files: readonly F[]): F[] {
  return files.filter(({ name }) => dataFile.test(name) && !/^(?:\.|~\$)/.test(name));
}

export async function readFiles(files: readonly ChosenFile[]): Promise<ReadResult> {
  if (files.length === 0 || files.length > mostFiles)
    return { ok: false, problems: [{ file: null, problem: 'no-files', detail: null }] };
  const sum = files.reduce((total, { size }) => total + size, 0);
  if (sum > largestSumBytes) {
    const largest = files.toSorted((a, b) => b.size - a.size)[0];
    const file = files.length === 1 ? (largest?.name ?? null) : null;
    return { ok: false, problems: [{ file, problem: 'too-large', detail: `${Math.round(sum / 1_000_000)} MB` }] };
  }
  const read = await Promise.all(
    files.map(async (file) => {
      const bytes = await file.read().catch(() => null);
      return { name: file.name, base64: bytes && base64Of(new Uint8Array(bytes)) };
    }),
  );
  const unreadable = read.filter(({ base64 }) => base64 === null);
  if (unreadable.length > 0) {
    return { ok: false, problems: unreadable.map(({ name }) => ({ file: name, problem: 'unreadable', detail: null })) };
  }
  return { ok: true, files: read.map(({ name, base64 }) => ({ name, base64: base64 ?? '' })) };
}

/** In pieces: `String.fromCharCode` takes its bytes as arguments, and those are limited. */
export function base64Of(bytes: Uint8Array): string {
  const piece = 0x8000;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += piece) parts.push(String.fromCharCode(...bytes.subarray(at, at + piece)));
  return btoa(parts.join(''));
}

export function chosen(files: Iterable<File>): ChosenFile[] {
  return [...files].map((file) => ({ name: file.name, size: file.size, read: () => file.arrayBuffer() }));
}
