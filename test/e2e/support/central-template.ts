import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, root } from '../../../scripts/project.mjs';
import { Central, dialectSuffix, isP1, morning } from './central.ts';

const folder = join(root, '.cache', `e2e-central${dialectSuffix}`);
const stampFile = join(folder, 'stamp');

/** Once per run: central's database with the demo clinics, of which each test gets its own copy. */
export default async function makeCentralTemplate(): Promise<void> {
  const stamp = fingerprint(['central', 'core/domain', 'core/fhir', 'resources', 'package-lock.json']);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const draft = mkdtempSync(join(root, '.cache', 'e2e-draft-'));
  const central = await Central.start(join(draft, 'data'), morning);
  await central.stop();
  writeFileSync(join(draft, 'stamp'), stamp);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

export function copyCentralTemplate(target: string): void {
  cpSync(join(folder, 'data'), target, { recursive: true });
  if (isP1) cpSync(join(folder, 'data-tls'), `${target}-tls`, { recursive: true });
}
