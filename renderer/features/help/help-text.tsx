import { Fragment } from 'react';
import type { Truth } from '../../../core/contract/views.ts';
import { Kbd } from '../../components/kbd.tsx';
import { TruthMark } from '../../components/truth-label.tsx';
import type { Block, Inline } from './guide-text.ts';
import styles from './help-text.module.css';

/** One section of the guide. `onFollow`: a link within the guide; those that lead nowhere here are plain text. */
export function HelpText({ blocks, onFollow }: { blocks: readonly Block[]; onFollow(to: string): (() => void) | null }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
    <BlockText key={index} block={block} onFollow={onFollow} />
  ));
}

interface Following {
  onFollow(to: string): (() => void) | null;
}

function BlockText({ block, onFollow }: { block: Block } & Following) {
  const line = (text: readonly Inline[]) => <Line text={text} onFollow={onFollow} />;
  switch (block.is) {
    case 'heading':
      return <h3 className={styles.heading}>{block.text}</h3>;
    case 'paragraph':
      return <p className={styles.paragraph}>{line(block.text)}</p>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List className={styles.list}>
          {block.items.map(({ text, inner }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
            <li key={index}>
              {line(text)}
              {inner.length > 0 ? (
                <ul className={styles.list}>
                  {inner.map((each, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
                    <li key={at}>{line(each)}</li>
                  ))}
                </ul>
              ) : null}
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        // Narrow panel: each row is a small list of its own, the first cell its title.
        <dl className={styles.table}>
          {block.rows.map(([name = [], ...rest], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
            <div key={index}>
              <dt>{line(name)}</dt>
              {rest.map((cell, at) =>
                cell.length > 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
                  <dd key={at}>{line(cell)}</dd>
                ) : null,
              )}
            </div>
          ))}
        </dl>
      );
  }
}

function Line({ text, onFollow }: { text: readonly Inline[] } & Following) {
  return text.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
    <Fragment key={index}>
      <Part part={part} onFollow={onFollow} />
    </Fragment>
  ));
}

function Part({ part, onFollow }: { part: Inline } & Following) {
  switch (part.is) {
    case 'text':
      return unbroken(part.text);
    case 'key':
      return (
        <>
          <Kbd>{part.text}</Kbd>
          <span className="sr-only">{part.text}</span>
        </>
      );
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'name':
      return <em className={styles.name}>{part.text}</em>;
    case 'code':
      return <code className={styles.code}>{part.text}</code>;
    case 'mark':
      return <HelpMark name={part.name} />;
    case 'link': {
      const follow = onFollow(part.to);
      return follow ? (
        <button type="button" className={styles.link} onClick={follow}>
          {part.text}
        </button>
      ) : (
        part.text
      );
    }
  }
}

/** `e-rejestracja` is one word. */
const unbroken = (text: string): string => text.replaceAll(/\be-(?=\p{L})/gu, 'e\u2011');

const truths: Partial<Record<string, Truth>> = {
  local: 'local',
  sent: 'sent',
  unknown: 'unknown',
  refused: 'refused',
  confirmed: 'confirmed',
};

/** A sign of the calendar, drawn as the calendar draws it (visit-block.module.css); the words beside it say the same. */
function HelpMark({ name }: { name: string }) {
  const truth = truths[name];
  if (truth) return <TruthMark truth={truth} />;
  return (
    <span className={styles.mark} data-mark={name} aria-hidden>
      {name === 'urgent' ? '!' : null}
    </span>
  );
}

/** The signs that can be drawn: those of the guide must be among them (a test looks). */
export const drawnMarks = [
  ...Object.keys(truths),
  'first',
  'continuation',
  'exam',
  'unconfirmed',
  'arrived',
  'kept',
  'urgent',
  'gap',
];
