/** Who calls: one desk of one clinic. */
export interface Caller {
  clientId: string;
  clinicId: string;
}
