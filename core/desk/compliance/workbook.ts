import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

/** An Excel workbook of one sheet; the first row is its heading. Texts stay texts: no PESEL becomes a number. */
export async function workbook(table: readonly (readonly (string | number | null)[])[]): Promise<Buffer> {
  const [heading = [], ...rows] = table;
  const data: SheetData = [
    heading.map((value) => ({ value: String(value), type: String, fontWeight: 'bold' })),
    ...rows.map((row) =>
      row.map((value) => (value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String })),
    ),
  ];
  const widths = heading.map((_, column) => Math.max(...table.map((row) => String(row[column] ?? '').length), 8));
  return writeXlsxFile(data, {
    columns: widths.map((width) => ({ width: Math.min(width + 2, 60) })),
    stickyRowsCount: 1,
  }).toBuffer();
}
