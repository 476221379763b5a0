import type { ImportRowResult } from '../../contract/views.ts';
import { foldForSearch } from '../../domain/fold.ts';
import type { Policy } from '../../domain/policy.ts';
import { coveredCode } from '../../domain/policy-values.ts';
import type { Actor, Service } from '../../domain/schedule.ts';
import type { Table } from './read-table.ts';
import { remark } from './row-log.ts';
import { stableId } from './stable-id.ts';

/** One actor in one clinic code: what becomes a schedule. */
export interface Post {
  actor: Actor;
  clinicCode: string;
  service: Service;
}

export interface Staff {
  posts: Post[];
  /** Posts of an actor named in another file; empty = unknown. */
  postsOf(name: string): Post[];
  refused: ImportRowResult[];
}

/** Reads the staff files. Known posts (schedules that the desk has) count too, so that visits can be imported later. */
export function readStaff(tables: Table[], known: Post[], clinicId: string, policy: Policy, today: string): Staff {
  const refused: ImportRowResult[] = [];
  const posts = new Map(known.map((post) => [postKey(post), post]));
  for (const row of tables.flatMap(({ rows }) => rows)) {
    const name = row.text('actor').replace(/\s+/g, ' ');
    const clinicCode = row.text('code').toUpperCase().replace(/\s/g, '');
    const entry = coveredCode(policy, clinicCode, today);
    if (name === '' || clinicCode === '' || !entry) {
      const why = name === '' || clinicCode === '' ? 'missing-column-value' : 'not-covered';
      refused.push({ file: row.file, line: row.line, result: 'refused', remarks: [remark(why, name === '' ? 'actor' : 'code')] });
      continue;
    }
    const npwz = row.text('npwz').replace(/\D/g, '');
    const same = [...posts.values()].find(({ actor }) => actorKey(actor.name) === actorKey(name));
    const actor: Actor = {
      id: same?.actor.id ?? stableId(clinicId, 'actor', actorKey(name)),
      kind: deviceName.test(foldForSearch(name)) ? 'device' : 'practitioner',
      name,
      npwz: /^\d{7}$/.test(npwz) ? npwz : null,
    };
    const post = { actor, clinicCode, service: entry.service };
    posts.set(postKey(post), post);
  }
  const all = [...posts.values()];
  const byName = new Map<string, Post[]>();
  const postsOf = (name: string) => {
    const found = byName.get(name) ?? postsNamed(all, name);
    byName.set(name, found);
    return found;
  };
  return { posts: all, postsOf, refused };
}

/** The same name, else the same name without titles, when that is one person only. */
function postsNamed(posts: Post[], name: string): Post[] {
  const exact = posts.filter(({ actor }) => actorKey(actor.name) === actorKey(name));
  if (exact.length > 0) return exact;
  const bare = bareName(name);
  const alike = bare === '' ? [] : posts.filter(({ actor }) => bareName(actor.name) === bare);
  return new Set(alike.map(({ actor }) => actor.id)).size === 1 ? alike : [];
}

const deviceName = /^(?:mammograf|mammobus|aparat|pracownia|usg|echo|rtg|cytobus)/;
const titles = /\b(?:prof|dr|hab|n|med|lek|spec|mgr|inz|dent|pol|polozna|pielegniarka|piel|tech)\b\.?/g;
const actorKey = (name: string): string =>
  foldForSearch(name)
    .replace(/\s*\.\s*/g, '. ')
    .trim();
/** Words in order of the alphabet: `Kalinowska Monika` is `Monika Kalinowska`. */
const bareName = (name: string): string =>
  foldForSearch(name)
    .replace(titles, '')
    .split(/[\s.]+/)
    .filter(Boolean)
    .toSorted(byText)
    .join(' ');
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const postKey = ({ actor, clinicCode }: Pick<Post, 'actor' | 'clinicCode'>): string =>
  `${actorKey(actor.name)}|${clinicCode}`;
