import type { ImportLayout } from '../contract/import-draft-views.ts';
import type { Journal } from '../sync/ports.ts';
import { headerSignature, type Layouts } from './import/layouts.ts';

type Settings = Pick<Journal, 'readSetting' | 'writeSetting'>;

const name = 'import-layouts';
/** Nobody has more programs to come from; the oldest goes. */
const most = 50;

/** Newest first. */
export const keptLayouts = (journal: Settings): ImportLayout[] => (journal.readSetting(name) as ImportLayout[] | null) ?? [];

export const layoutsOf = (journal: Settings): Layouts =>
  new Map(keptLayouts(journal).map(({ headers, mapping }) => [headerSignature(headers), mapping]));

export function rememberLayout(journal: Settings, layout: ImportLayout): void {
  const others = forgetLayout(journal, headerSignature(layout.headers));
  journal.writeSetting(name, [layout, ...others].slice(0, most));
}

export function forgetLayout(journal: Settings, signature: string): ImportLayout[] {
  const others = keptLayouts(journal).filter(({ headers }) => headerSignature(headers) !== signature);
  journal.writeSetting(name, others);
  return others;
}
