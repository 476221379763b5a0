import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { readDate, writeDate } from '../patients/read-date.ts';
import { readTime } from './read-time.ts';

interface FieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** A time as people type it: `8`, `8:30`, `830`, `8.30`. Told when it is one; what is none goes back on leaving. */
export function TimeField(props: FieldProps) {
  return <TypedField {...props} read={readTime} write={(time) => time.replace(/^0/, '')} placeholder="8:00" />;
}

/** A date as people type it: `7.12.2026`. */
export function DateField(props: FieldProps) {
  return <TypedField {...props} read={readDate} write={writeDate} placeholder="7.12.2026" />;
}

function TypedField({
  label,
  value,
  onChange,
  read,
  write,
  placeholder,
}: FieldProps & { read(text: string): string | null; write(value: string): string; placeholder: string }) {
  const shown = value === '' ? '' : write(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const told = read(text);
  const commit = () => {
    if (told === null) setText(shown);
    else if (told !== value) onChange(told);
    else setText(shown);
  };
  return (
    <TextInput
      label={label}
      value={text}
      placeholder={placeholder}
      autoComplete="off"
      error={text !== '' && told === null}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
