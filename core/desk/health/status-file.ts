import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HealthView } from '../../contract/health-views.ts';
import type { DeskStatus } from '../../contract/views.ts';

/** What the running desk writes down each minute, for monitors that have no key: states and numbers, nothing personal. */
export interface StatusFile {
  /** Own clock. */
  writtenAt: string;
  /** false: the program was closed properly then. */
  running: boolean;
  status: DeskStatus;
  health: HealthView;
}

const shape = z.object({
  writtenAt: z.iso.datetime(),
  running: z.boolean(),
  status: z.looseObject({ connection: z.string(), queue: z.looseObject({}) }),
  health: z.looseObject({ lines: z.array(z.looseObject({ name: z.string(), level: z.string() })) }),
});

const pathIn = (dataDir: string) => join(dataDir, 'status.json');

export function writeStatusFile(dataDir: string, content: StatusFile): void {
  const draft = `${pathIn(dataDir)}.new`;
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o640 });
  renameSync(draft, pathIn(dataDir));
}

/** null = there is none, or none of ours. */
export function readStatusFile(dataDir: string): StatusFile | null {
  try {
    return shape.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8'))) as unknown as StatusFile;
  } catch {
    return null;
  }
}
