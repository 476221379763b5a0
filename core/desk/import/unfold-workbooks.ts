import readWorkbook from 'read-excel-file/universal';
import { largestSumBytes } from './import-size.ts';
import { sheetCsv } from './workbook-cells.ts';
import { unpackedSize } from './zip-size.ts';

/** A file as it travels, and as the draft keeps it. */
export interface BytesOfFile {
  name: string;
  base64: string;
  workbook?: string | undefined;
}

/** So large may what is packed in a workbook be: XML of a sheet is some ten times its text. */
const largestUnpacked = 10 * largestSumBytes;

/**
 * Each sheet of an Excel workbook becomes a file of its own, as CSV: from there on it is read like any other. A workbook that
 * cannot be read stays as it is and is refused as no text.
 */
export async function unfoldWorkbooks<File extends BytesOfFile>(files: File[]): Promise<File[]> {
  const unfolded: File[] = [];
  for (const file of files) {
    const sheets = isZip(file.base64) ? await sheetsOf(Buffer.from(file.base64, 'base64')) : null;
    if (sheets === null) unfolded.push(file);
    else {
      for (const { sheet, csv } of sheets) {
        const name = sheets.length === 1 ? file.name : `${file.name} (${sheet})`;
        unfolded.push({ ...file, name, workbook: file.name, base64: Buffer.from(csv).toString('base64') });
      }
    }
  }
  return unfolded;
}

/** `PK` and what follows it in a file that is not split or empty. */
const isZip = (base64: string): boolean => base64.startsWith('UEsDB');

async function sheetsOf(bytes: Buffer): Promise<{ sheet: string; csv: string }[] | null> {
  const size = unpackedSize(bytes);
  if (size === null || size > largestUnpacked) return null;
  try {
    const own = new Uint8Array(bytes).buffer;
    const sheets = (await readWorkbook(own)) as { sheet: string; data: unknown[][] }[];
    const full = sheets.filter(({ data }) => data.length > 0);
    return full.length === 0 ? [{ sheet: '', csv: '' }] : full.map(({ sheet, data }) => ({ sheet, csv: sheetCsv(data) }));
  } catch {
    // The reader throws what it likes at a broken file; all of it means the same to the person.
    return null;
  }
}
