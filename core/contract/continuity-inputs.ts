import { z } from 'zod';

export const saveContinuity = z.object({
  on: z.boolean(),
  /** Absolute path; what policy fixes wins. */
  folder: z.string().trim().min(1).max(400),
  protection: z.enum(['password', 'plain']),
  /** null = as it is. */
  password: z.string().max(200).nullable(),
});
