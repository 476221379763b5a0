/** R4: a clinic that takes part in central e-registration. The list is public. */
export interface JoinedClinic {
  id: string;
  name: string;
  town: string | null;
  /** Clinic codes of its schedules with slots ahead, ascending; none = it has published nothing yet. */
  clinicCodes: string[];
}
