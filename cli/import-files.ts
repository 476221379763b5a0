import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImportReport } from '../core/contract/views.ts';
import { emptyReport } from '../core/desk/import/empty-report.ts';
import { sizeProblems } from '../core/desk/import/import-size.ts';

export interface SentFile {
  name: string;
  base64: string;
}

/** As the contract takes at once. */
const mostFiles = 20;

/** Every file of a folder is meant to be imported, but for notes and expectations that lie beside the data. */
const besideTheData = /^\.|\.(json|md)$/i;

/** The files of folders and single files, or the report that refuses them unread: 200 MB are not taken into memory. */
export function readImportFiles(paths: string[]): { files: SentFile[] } | { refused: ImportReport } {
  const found = paths.flatMap(filesAt);
  if (found.length > mostFiles) {
    const problem = { file: null, problem: 'too-large', detail: `${found.length} files` } as const;
    return { refused: emptyReport([problem]) };
  }
  const tooLarge = sizeProblems(found.map((file) => ({ name: basename(file), byteLength: statSync(file).size })));
  if (tooLarge.length > 0) return { refused: emptyReport(tooLarge) };
  return { files: found.map((file) => ({ name: basename(file), base64: readFileSync(file).toString('base64') })) };
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !besideTheData.test(entry.name))
    .map((entry) => join(path, entry.name));
}
