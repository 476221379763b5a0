import { z } from 'zod';

/** Of any system, a share of Windows included. */
const absolutePath = z.string().regex(/^(\/|[A-Za-z]:\\|\\\\)/);

/**
 * What IT sets for a whole machine and no user can change. The names are the same in the registry, in a macOS profile and in
 * `/etc/okienko/policy.json`; resources/policy holds the templates. A value that is not set leaves the choice to the desk.
 */
const settings = {
  /** Address of central e-registration's FHIR interface. */
  centralUrl: z.url({ protocol: /^https?$/ }),
  /** The clinic's id at central: a desk of another clinic is refused. */
  clinicId: z.string().min(1),
  /** `system`, `direct`, the address of a PAC file (`pac+https://…`) or of a proxy (`http://host:port`). */
  proxy: z.union([z.enum(['system', 'direct']), z.url({ protocol: /^(https?|pac\+https?)$/ })]),
  /** Absolute path of a PEM file with further trusted authorities; the system's own store is trusted anyway. */
  caFile: absolutePath,
  /** Who updates the program: by itself along a channel, or (`off`) IT alone. Installed by MSI, deb or rpm it never does. */
  updateChannel: z.enum(['latest', 'beta', 'off']),
  /** Where the program looks for its updates instead of the built-in place, e.g. a server of the hospital. */
  updateUrl: z.url({ protocol: /^https$/ }),
  /** Idle minutes until the desk locks. */
  lockMinutes: z.int().min(1).max(60),
  /** May the training mode be started? */
  training: z.boolean(),
  /** Port on the loopback address where monitors read numbers (`GET /metrics`); not set = none. */
  metricsPort: z.int().min(1024).max(65_535),
  /** May anything be printed, or laid down as PDF? */
  printing: z.boolean(),
  /** Absolute path of the folder for the lists of the day that are kept for a failure. */
  continuityFolder: absolutePath,
};

export type MachinePolicy = { [Name in keyof typeof settings]?: z.infer<(typeof settings)[Name]> };

export interface PolicyProblem {
  /** Name of the setting, or of the source as a whole when it cannot be read. */
  name: string;
  problem: 'unknown' | 'wrong-value' | 'unreadable';
}

export interface ReadPolicy {
  values: MachinePolicy;
  /** Where the values come from, as IT knows it: a registry key or a path. null = no policy on this machine. */
  source: string | null;
  /** Never fatal: the rest counts. */
  problems: PolicyProblem[];
}

export const noPolicy: ReadPolicy = { values: {}, source: null, problems: [] };

export const policyNames = Object.keys(settings) as (keyof MachinePolicy)[];

/** `raw`: names and values as the source holds them. Numbers and yes/no may be texts or 0/1 (the registry knows nothing else). */
export function judgePolicy(source: string, raw: Record<string, unknown>): ReadPolicy {
  const values: Record<string, unknown> = {};
  const problems: PolicyProblem[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const known = policyNames.find((each) => each.toLowerCase() === name.toLowerCase());
    if (known === undefined) {
      problems.push({ name, problem: 'unknown' });
      continue;
    }
    const judged = settings[known].safeParse(asWritten(known, value));
    if (judged.success) values[known] = judged.data;
    else problems.push({ name: known, problem: 'wrong-value' });
  }
  return { values, source, problems };
}

function asWritten(name: keyof MachinePolicy, value: unknown): unknown {
  if (settings[name] instanceof z.ZodBoolean) {
    if (value === 1 || value === '1' || value === 'true') return true;
    if (value === 0 || value === '0' || value === 'false') return false;
  }
  if (settings[name] instanceof z.ZodNumber && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  return typeof value === 'string' ? value.trim() : value;
}
