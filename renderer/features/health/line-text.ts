import type { TFunction } from 'i18next';
import type { HealthLine } from '../../../core/domain/health-lines.ts';
import { spanText } from '../../app/span-text.ts';

type Translate = TFunction;

/** Key of a finding's sentence; a certificate has one for each of its problems. */
export function findingKey({ name, what, facts }: Pick<HealthLine, 'name' | 'what' | 'facts'>): string {
  return `${name}.${what === 'certificate' ? `certificate-${facts.problem}` : what}`;
}

/** What was found, and what to do about it; `act` null = nothing. */
export function lineText(t: Translate, line: HealthLine): { says: string; act: string | null } {
  const facts = shownFacts(t, line.facts);
  const key = findingKey(line);
  // The keys follow from what core finds; health-messages.test.ts checks that each has its sentence.
  const said = (part: 'says' | 'act') => t(`health.${part}.${key}` as 'health.says.clock.fine', facts as { seconds: number });
  return { says: said('says'), act: line.level === 'ok' ? null : said('act') };
}

function shownFacts(t: Translate, facts: HealthLine['facts']): Record<string, unknown> {
  const { minutes, hours, megabytes, use, days } = facts;
  return {
    ...facts,
    issuer: facts.issuer ?? '?',
    ...((use === 'tls' || use === 'signing') && { certificate: t(`health.certificates.use.${use}`), count: days }),
    ...(typeof minutes === 'number' && { age: ageText(t, minutes), span: spanText(t, minutes * 60) }),
    ...(typeof hours === 'number' && { age: ageText(t, hours * 60) }),
    ...(typeof megabytes === 'number' && { space: spaceText(megabytes) }),
  };
}

function ageText(t: Translate, minutes: number): string {
  if (minutes < 1) return t('health.age.now');
  if (minutes < 120) return t('health.age.minutes', { count: Math.round(minutes) });
  if (minutes < 48 * 60) return t('health.age.hours', { count: Math.round(minutes / 60) });
  return t('health.age.days', { count: Math.round(minutes / 60 / 24) });
}

function spaceText(megabytes: number): string {
  return megabytes < 1024 ? `${megabytes} MB` : `${Math.floor(megabytes / 1024)} GB`;
}
