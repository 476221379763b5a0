/** R36, R39: whom a prevention programme takes, with the days on which that holds. Data, served with the policy. */
export interface ExamProgramme {
  clinicCode: string;
  /** `YYYY-MM-DD`, both inclusive, by the day of booking; null = open. */
  validFrom: string;
  validTo: string | null;
  /** Full years on the day of booking, both inclusive. */
  minAge: number;
  maxAge: number;
  /** null = both. */
  sex: 'female' | 'male' | null;
  /** Full months since the last exam, at least; the day itself counts. */
  intervalMonths: number;
  /** Codes of what SIMP may know of a person that keeps her out of the programme. */
  exclusions: string[];
  /** R39: the repeat exam, which only the clinic books (kind `continuation`). */
  repeat: {
    intervalMonths: number;
    /** Does R36 hold for it, does R38? */
    checkEligibility: boolean;
    checkWindow: boolean;
  };
}

/** What eWUŚ and SIMP answer about one person and one programme; a desk does not know it. */
export interface ExamRecord {
  /** eWUŚ, on the day of booking. */
  insured: boolean;
  /** Local date of the last exam performed anywhere. */
  lastExamOn: string | null;
  exclusions: string[];
  /** Local date of another exam of the programme that is booked, anywhere. */
  bookedOn: string | null;
}

/** `facts.why` of a `not-eligible`. */
export type ExamReason = 'age' | 'sex' | 'interval' | 'excluded' | 'not-insured' | 'booked' | 'no-pesel';
