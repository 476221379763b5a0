/**
 * The shape another language must fill: every key of the Polish source. Polish counts in four forms, English in two,
 * so the forms `_few` and `_many` fall away.
 */
export type Translated<Source> = {
  readonly [Key in keyof Source as Key extends `${string}_few` | `${string}_many` ? never : Key]: Source[Key] extends string
    ? string
    : Translated<Source[Key]>;
};
