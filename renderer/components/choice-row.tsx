import { type ReactNode, useId } from 'react';
import styles from './choice-row.module.css';

interface Choice<Value extends string> {
  value: Value;
  label: ReactNode;
  /** Second line, or why it cannot be chosen. */
  hint?: ReactNode;
  disabled?: boolean;
}

/**
 * One of a few, all in sight: native radios, so that arrows choose and Enter sends the form. `row`: joined into one
 * control; `list`: cards below each other, with hints.
 */
export function ChoiceRow<Value extends string>({
  label,
  value,
  choices,
  layout = 'row',
  error,
  hideLabel = false,
  onChange,
}: {
  label: string;
  value: Value | null;
  choices: readonly Choice<Value>[];
  layout?: 'row' | 'list';
  error?: ReactNode;
  hideLabel?: boolean;
  onChange(value: Value): void;
}) {
  const name = useId();
  const errorId = useId();
  return (
    <fieldset className={styles.group} aria-describedby={error ? errorId : undefined}>
      <legend className={hideLabel ? 'sr-only' : styles.legend}>{label}</legend>
      <div className={styles.choices} data-layout={layout}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice} data-disabled={choice.disabled || undefined}>
            <input
              type="radio"
              className={styles.radio}
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled ?? false}
              aria-invalid={error ? true : undefined}
              onChange={() => onChange(choice.value)}
            />
            <span className={styles.text}>
              <span>{choice.label}</span>
              {choice.hint ? <small className={styles.hint}>{choice.hint}</small> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p className={styles.error} id={errorId}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
