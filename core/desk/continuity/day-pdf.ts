import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import inter from '../../../resources/print-font/inter.json' with { type: 'json' };
import type { PackDay, PackLine, PackPage } from './day-pages.ts';
import { packWords } from './pack-words.ts';

const regular = Buffer.from(inter.regular, 'base64');
const semibold = Buffer.from(inter.semibold, 'base64');

const mm = (value: number) => (value * 72) / 25.4;
const left = mm(14);
const right = mm(210 - 14);
const top = mm(13);
const bottom = mm(297 - 18);
const ink = '#161513';
const soft = '#56524b';
const rule = '#c9c4ba';

/** Where each column begins; the last one ends at `right`. */
const starts = [0, 17, 71, 91, 134, 160].map((at) => left + mm(at));
const ends = [...starts.slice(1).map((at) => at - mm(2)), right];

type Pdf = InstanceType<typeof PDFDocument>;

/** One A4 file: a day, a sheet or more per doctor. `password`: whoever opens it types it (AES-256); null = plain. */
export async function dayPdf(day: PackDay, password: string | null): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top, bottom: 0, left, right: left },
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7ext3',
    lang: 'pl-PL',
    // Nothing of a patient or a doctor: it is what a file manager shows.
    info: { Title: `${packWords.title} ${day.date}`, Creator: 'Okienko', Producer: 'Okienko' },
    ...(password !== null && { userPassword: password, ownerPassword: password }),
    // None of the library's own, whose files it would read from the disk.
    font: '',
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.registerFont('regular', regular).registerFont('semibold', semibold);

  if (day.pages.length === 0) drawEmpty(pdf, day);
  for (const page of day.pages) {
    drawDoctor(pdf, day, page);
    // Commands wait behind at most one doctor.
    await setImmediate();
  }
  numberPages(pdf, day);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawEmpty(pdf: Pdf, day: PackDay): void {
  startSheet(pdf, day, { title: day.dateTitle, subtitle: '', counts: '', truth: '', lines: [] });
  text(pdf, packWords.nobody, left, pdf.y, { size: 11 });
}

function drawDoctor(pdf: Pdf, day: PackDay, page: PackPage): void {
  let y = startTable(pdf, day, page);
  for (const line of page.lines) {
    const height = lineHeight(pdf, line);
    if (y + height > bottom) y = startTable(pdf, day, page);
    drawLine(pdf, line, y, height);
    y += height;
  }
}

/** Heading of a sheet; `pdf.y` is left below it. */
function startSheet(pdf: Pdf, day: PackDay, page: PackPage): void {
  pdf.addPage();
  text(pdf, day.clinicName, left, top, { size: 9, colour: soft, width: mm(110) });
  text(pdf, day.asOf, right - mm(70), top - mm(0.6), { size: 13, font: 'semibold', width: mm(70), align: 'right' });
  text(pdf, page.title, left, top + mm(6), { size: 17, font: 'semibold', width: right - left });
  const under = [day.dateTitle, page.subtitle].filter((part) => part !== '' && part !== page.title).join(' · ');
  text(pdf, under, left, top + mm(14), { size: 10.5, width: mm(130) });
  text(pdf, page.counts, right - mm(60), top + mm(13), { size: 9.5, width: mm(60), align: 'right' });
  text(pdf, page.truth, right - mm(80), top + mm(17), { size: 9.5, colour: soft, width: mm(80), align: 'right' });
  pdf.y = top + mm(24);
}

function startTable(pdf: Pdf, day: PackDay, page: PackPage): number {
  startSheet(pdf, day, page);
  const y = pdf.y;
  for (const [at, name] of packWords.columns.entries()) text(pdf, name, starts[at] ?? left, y, { size: 8, colour: soft });
  line(pdf, y + mm(4.6), ink, 0.8);
  return y + mm(4.6);
}

const cells = (entry: PackLine): [string, string, string, string] => [entry.time, entry.who, entry.kind, entry.remarks];
const padding = mm(1.7);
const smallest = mm(7.4);

function lineHeight(pdf: Pdf, entry: PackLine): number {
  const heights = cells(entry).map((cell, at) => {
    pdf.font(at < 2 && !entry.free ? 'semibold' : 'regular').fontSize(sizeOf(at));
    return pdf.heightOfString(cell, { width: widthOf(at) });
  });
  return Math.max(smallest, ...heights.map((height) => height + 2 * padding));
}

function drawLine(pdf: Pdf, entry: PackLine, y: number, height: number): void {
  for (const [at, cell] of cells(entry).entries()) {
    const strong = at === 0 || (at === 1 && !entry.free);
    text(pdf, cell, starts[at] ?? left, y + padding, {
      size: sizeOf(at),
      font: strong ? 'semibold' : 'regular',
      colour: entry.free && at > 0 ? soft : ink,
      width: widthOf(at),
    });
  }
  drawTicks(pdf, starts[4] ?? left, y + padding);
  line(pdf, y + height, rule, 0.5);
}

/** Two boxes for a pen. */
function drawTicks(pdf: Pdf, x: number, y: number): void {
  const box = mm(2.9);
  for (const [at, word] of packWords.ticks.entries()) {
    const from = x + mm(11.5) * at;
    pdf
      .rect(from, y + 0.6, box, box)
      .lineWidth(0.7)
      .strokeColor(ink)
      .stroke();
    text(pdf, word, from + box + mm(1.2), y + 0.4, { size: 8.5, colour: soft });
  }
}

const sizeOf = (column: number) => (column < 2 ? 10.5 : 9);
const widthOf = (column: number) => (ends[column] ?? right) - (starts[column] ?? left);

/** At the end, when it is known how many there are. */
function numberPages(pdf: Pdf, day: PackDay): void {
  const { count } = pdf.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    pdf.switchToPage(at);
    const y = bottom + mm(4);
    line(pdf, y - mm(1.6), ink, 0.6);
    text(pdf, day.central, left, y, { size: 8, colour: soft, width: mm(100) });
    text(pdf, `${packWords.page} ${at + 1} ${packWords.of} ${count}`, right - mm(60), y, {
      size: 8,
      colour: soft,
      width: mm(60),
      align: 'right',
    });
    text(pdf, packWords.later, left, y + mm(4), { size: 8, colour: soft, width: right - left });
  }
}

function line(pdf: Pdf, y: number, colour: string, width: number): void {
  pdf.moveTo(left, y).lineTo(right, y).lineWidth(width).strokeColor(colour).stroke();
}

interface Look {
  size: number;
  font?: 'regular' | 'semibold';
  colour?: string;
  width?: number;
  align?: 'left' | 'right';
}

function text(pdf: Pdf, content: string, x: number, y: number, look: Look): void {
  pdf
    .font(look.font ?? 'regular')
    .fontSize(look.size)
    .fillColor(look.colour ?? ink)
    .text(content, x, y, {
      align: look.align ?? 'left',
      ...(look.width !== undefined ? { width: look.width } : { lineBreak: false }),
    });
}
