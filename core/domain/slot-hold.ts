/** I8: a slot that somebody else keeps while a form is filled, for at most the policy's five minutes. */
export interface SlotHold {
  by: 'desk' | 'patient' | 'other-clinic';
  /** UTC instant by central's clock. */
  until: string;
}
