import type { ReactNode } from 'react';
import styles from './kbd.module.css';

/** A key, shown where its act is. Hidden from screen readers: the act carries `aria-keyshortcuts`. */
export function Kbd({ children, onAccent = false }: { children: ReactNode; onAccent?: boolean }) {
  return (
    <kbd className={styles.kbd} data-on-accent={onAccent || undefined} aria-hidden>
      {children}
    </kbd>
  );
}
