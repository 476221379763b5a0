import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newRescueCode, seal, unseal } from '../core/desk/safety/sealed-file.ts';
import { asManager } from './as-manager.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Texts } from './texts.ts';
import type { Reached } from './with-desk.ts';

/** All visits of some days for the manager's archive: encrypted unless somebody asks for plain text. */
export async function exportCommand(reached: Reached, options: Options, texts: Texts, out: Output): Promise<boolean> {
  const { first, last, plain, json } = options;
  const desk = await asManager(reached, options, texts);
  const { rows, text } = await desk.compliance.archive({ from: first ?? '', until: last ?? '' });
  const file = resolve(options.to ?? '');
  if (plain) {
    writeNew(file, text);
    out.say(texts.plainExport);
    out.print(json ? JSON.stringify({ ok: true, file, rows, encrypted: false }) : `${file}: ${rows} rows`);
    return true;
  }
  const { clinicId, deskId, now: madeAt } = await desk.desk.overview();
  const code = newRescueCode();
  writeNew(file, seal(text, { madeAt, clinicId: clinicId ?? '', deskId, acts: rows }, code, 'archive'));
  out.say(texts.keepCode);
  out.print(json ? JSON.stringify({ ok: true, file, rows, encrypted: true, code }) : `${file}: ${rows} rows\ncode: ${code}`);
  return true;
}

/** Needs no desk: an archive is read years later, where there may be none any more. */
export async function openExport({ from, to, codeFile, json }: Options, out: Output): Promise<boolean> {
  const opened = unseal(readFileSync(from ?? ''), readFileSync(codeFile ?? '', 'utf8').trim(), 'archive');
  if (opened === null) {
    out.print(json ? JSON.stringify({ ok: false, troubles: ['archive-code-wrong'] }) : 'refused: archive-code-wrong');
    return false;
  }
  const file = resolve(to ?? '');
  writeNew(file, opened.content);
  const rows = opened.header.acts;
  out.print(json ? JSON.stringify({ ok: true, file, rows }) : `${file}: ${rows} rows`);
  return true;
}

/** For its owner alone, and never over another file. */
const writeNew = (file: string, content: string | Buffer) => writeFileSync(file, content, { mode: 0o600, flag: 'wx' });
