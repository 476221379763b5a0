import { z } from 'zod';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const complianceMonth = z.object({ month });
export const complianceExport = z.object({
  month,
  /** `kolce-…`: for AP-KOLCE; counts, all slots with their changes, booked visits. */
  what: z.enum(['statement', 'comparison', 'risks', 'kolce-counts', 'kolce-slots', 'kolce-visits']),
  format: z.enum(['csv', 'xlsx']),
});
/** Both days included. */
export const visitArchive = z.object({ from: z.iso.date(), until: z.iso.date() });
export const saveInitialFeed = z.object({ intentId: z.uuid(), date: z.iso.date().nullable() });
