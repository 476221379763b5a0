/** What a person at a desk may be; one person may be several things in a small clinic. What each may do: core/contract/permissions.ts. */
export const roles = ['receptionist', 'manager', 'it'] as const;
export type Role = (typeof roles)[number];
