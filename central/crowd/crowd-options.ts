import { z } from 'zod';
import type { CrowdOptions } from './crowd-run.ts';
import { crowdProfile, crowdProfiles, defaultProfile } from './profile.ts';

/** Bounds the load: every one of them does some ten acts. */
export const mostPatients = 20_000;

const body = z.union([
  z.object({ on: z.literal(false) }),
  z.object({
    on: z.literal(true).optional(),
    patients: z.int().min(1).max(mostPatients),
    profile: z.enum(crowdProfiles.map(({ id }) => id)).default(defaultProfile),
    seed: z.int().min(0).max(4_294_967_295).default(1),
    hours: z.number().min(0.01).max(2_400).default(8),
    outcomes: z.boolean().default(true),
  }),
]);

/** What `POST /admin/crowd` asks for: a crowd, or `off`. null = not readable. */
export function crowdOptionsOf(sent: unknown): CrowdOptions | 'off' | null {
  const parsed = body.safeParse(sent);
  if (!parsed.success) return null;
  if (!('patients' in parsed.data)) return 'off';
  const { patients, seed, hours, outcomes } = parsed.data;
  const profile = crowdProfile(parsed.data.profile);
  return profile && { patients, profile, seed, hours, outcomes };
}
