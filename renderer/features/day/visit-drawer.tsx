import { ActionIcon, Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitDetail } from '../../../core/contract/views.ts';
import { maskPesel } from '../../../core/domain/pesel.ts';
import { formatPhone, maskPhone } from '../../../core/domain/phone.ts';
import { outcomeOf } from '../../../core/domain/visit-outcome.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { hrefOf, paper, patients, tasks } from '../../app/routes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { KindChip, Mark } from '../../components/kind-chip.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { roomName } from '../../components/room-name.ts';
import { SayNote } from '../../components/say-note.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import type { Translate } from '../../messages/i18n.ts';
import type { EntitlementCode } from '../booking/entitlements.ts';
import { AuditHistory } from '../history/audit-history.tsx';
import { sayOnCancel } from './cancel-dialog.tsx';
import styles from './drawer.module.css';
import { DrawerFrame, Fact } from './drawer-frame.tsx';
import { EditVisitDialog } from './edit-visit-dialog.tsx';
import { useOutcomeActs } from './outcome-acts.ts';
import { VisitCourseActs } from './visit-course.tsx';

interface VisitDrawerProps {
  visitId: string;
  onMove: (visit: VisitDetail) => void;
  onCancel: (visit: VisitDetail) => void;
  onClose: () => void;
}

/** The selected visit: who, when, how true, what can be done, what to say, what has happened. */
export function VisitDrawer({ visitId, onMove, onCancel, onClose }: VisitDrawerProps) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const { data: visit, status, isError, error, refetch } = useQuery(orpc.visits.get.queryOptions({ input: { id: visitId } }));
  return (
    <DrawerFrame label={t('calendar.drawer.label')} blockId={visitId} onClose={onClose}>
      {status === 'pending' ? <LoadingLines lines={9} /> : null}
      {isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {visit === null ? <EmptyState title={t('calendar.drawer.gone')} /> : null}
      {visit ? <VisitBody visit={visit} onMove={onMove} onCancel={onCancel} /> : null}
    </DrawerFrame>
  );
}

function VisitBody({ visit, onMove, onCancel }: { visit: VisitDetail } & Pick<VisitDrawerProps, 'onMove' | 'onCancel'>) {
  const { t } = useTranslation();
  const outcomes = useOutcomeActs();
  const { patient } = visit;
  const identity = patient.pesel ? `PESEL ${maskPesel(patient.pesel)}` : (patient.document?.number ?? null);
  return (
    <>
      <div className={styles.head}>
        <h2>{visit.patientName}</h2>
        <p>{[patient.age === null ? null : t('common.age', { count: patient.age }), identity].filter(Boolean).join(' · ')}</p>
        <div className={styles.chips}>
          <KindChip visit={visit} />
          {visit.urgent ? <Mark tone="warn">{t('common.category.urgent')}</Mark> : null}
          {visit.entitled ? <Mark tone="warn">{t('common.entitled')}</Mark> : null}
          <StatusMark visit={visit} />
          {visit.gaps.map((gap) => (
            <Mark key={gap} tone="warn">
              {t(`common.gap.${gap}`)}
            </Mark>
          ))}
          <TruthLabel truth={visit.truth} />
        </div>
        {visit.truth === 'confirmed' ? null : (
          <p className={styles.truth}>
            {t(`truth.means.${visit.truth}`)}
            {visit.truth === 'refused' ? <a href={hrefOf(tasks())}> {t('calendar.drawer.toTasks')}</a> : null}
            {visit.truth === 'unknown' ? <a href={hrefOf({ screen: 'queue' })}> {t('calendar.drawer.toQueue')}</a> : null}
          </p>
        )}
      </div>
      <VisitFacts visit={visit} />
      <VisitCourseActs visit={visit} actorName={visit.actorName} possible={visit.possibleOutcomes} acts={outcomes} />
      <VisitActions visit={visit} onMove={onMove} onCancel={onCancel} />
      {visit.cancellable ? <SayNote notes={sayOnCancel(visit)} title={t('calendar.drawer.sayOnCancel')} /> : null}
      <AuditHistory of={{ visitId: visit.id }} label={t('calendar.drawer.history')} />
    </>
  );
}

function StatusMark({ visit }: { visit: VisitDetail }) {
  const { t } = useTranslation();
  const outcome = outcomeOf(visit);
  if (outcome === 'expected') return null;
  return <Mark tone="plain">{outcome === null ? t('common.status.cancelled') : t(`common.outcome.${outcome}`)}</Mark>;
}

function VisitFacts({ visit }: { visit: VisitDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const place = placeName(visit.clinicCode, t);
  return (
    <dl className={styles.facts}>
      <Fact name={t('calendar.drawer.when')}>
        <b>{format.moment(visit.localStart)}</b> · {t('common.minutes', { count: visit.durationMinutes })}
      </Fact>
      <Fact name={visit.service === 'mammography' ? t('calendar.drawer.device') : t('calendar.drawer.actor')}>
        {visit.actorName}
      </Fact>
      <Fact name={t('calendar.drawer.place')}>
        {[place, visit.room ? roomName(visit.room, t) : null].filter(Boolean).join(', ')}
      </Fact>
      <Contacts visit={visit} />
      {visit.service === 'cardiology' ? <Fact name={t('calendar.drawer.referral')}>{referralName(visit, t)}</Fact> : null}
      {visit.entitlement ? (
        <Fact name={t('calendar.drawer.entitlement')}>
          {entitlementName(visit.entitlement.code, t)}
          <small>{visit.entitlement.document}</small>
        </Fact>
      ) : null}
      <Fact name={t('calendar.drawer.booked')}>
        {t('calendar.drawer.bookedFrom', {
          channel: t(`common.channel.${visit.bookedBy}`),
          when: format.shortInstant(visit.bookedAt),
        })}
        {visit.legacy ? <small>{t('calendar.drawer.legacy')}</small> : null}
      </Fact>
      {visit.note ? <Fact name={t('calendar.drawer.note')}>{visit.note}</Fact> : null}
    </dl>
  );
}

/** Masked until someone asks: screens face the queue. */
function Contacts({ visit }: { visit: VisitDetail }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const { phone, secondPhone, email, relation } = visit.contact;
  const show = (number: string) => (shown ? formatPhone(number) : maskPhone(number));
  const owner = relation === 'patient' ? null : <small>{t(`common.relation.${relation}`)}</small>;
  return (
    <>
      <Fact name={t('calendar.drawer.phone')}>
        {phone ? (
          <span className={styles.contact}>
            {show(phone)}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={22}
              aria-label={shown ? t('calendar.drawer.conceal') : t('calendar.drawer.reveal')}
              onClick={() => setShown(!shown)}
            >
              {shown ? <IconEyeOff size={15} stroke={1.7} /> : <IconEye size={15} stroke={1.7} />}
            </ActionIcon>
          </span>
        ) : email ? null : (
          <span className={styles.lacking}>{t('calendar.drawer.noContact')}</span>
        )}
        {owner}
      </Fact>
      {secondPhone ? <Fact name={t('calendar.drawer.secondPhone')}>{show(secondPhone)}</Fact> : null}
      {email ? <Fact name={t('calendar.drawer.email')}>{shown ? email : email.replace(/^(.).*(@.*)$/, '$1•••$2')}</Fact> : null}
    </>
  );
}

function VisitActions({ visit, onMove, onCancel }: { visit: VisitDetail } & Pick<VisitDrawerProps, 'onMove' | 'onCancel'>) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  // Nothing else is offered until central has said what became of the last act, or a person has given it up.
  const held = visit.truth === 'unknown' || visit.patient.heldBack;
  const why = held
    ? t('calendar.drawer.held')
    : !visit.cancellable && visit.status === 'booked'
      ? t('calendar.drawer.started')
      : null;
  // R31: an exam is cancelled and booked anew, in one dialog.
  const isExam = visit.service !== 'cardiology';
  const exam = visit.cancellable && isExam ? t('calendar.drawer.examMeans') : null;
  return (
    <div className={styles.acts}>
      <Button
        className={isExam ? styles.wide : undefined}
        px={10}
        variant="default"
        disabled={!(isExam ? visit.cancellable : visit.movable) || held}
        onClick={() => onMove(visit)}
        aria-keyshortcuts="M"
        rightSection={<Kbd>M</Kbd>}
      >
        {t(isExam ? 'calendar.drawer.rebook' : 'calendar.drawer.move')}
      </Button>
      <Button
        className={isExam ? styles.wide : undefined}
        px={10}
        variant="default"
        disabled={!visit.cancellable || held}
        onClick={() => onCancel(visit)}
        aria-keyshortcuts="O"
        rightSection={<Kbd>O</Kbd>}
      >
        {t('calendar.drawer.cancel')}
      </Button>
      {visit.status === 'cancelled' ? null : (
        <Button className={styles.wide} variant="subtle" disabled={held} onClick={() => setEditing(true)}>
          {t('calendar.edit.open')}
        </Button>
      )}
      {editing ? <EditVisitDialog visit={visit} onClose={() => setEditing(false)} /> : null}
      <a className={styles.link} href={hrefOf(patients(visit.patientId))}>
        {t('calendar.drawer.patient')}
      </a>
      {visit.cancellable ? (
        <a className={styles.link} href={hrefOf(paper(visit.id))}>
          {t('calendar.drawer.print')}
        </a>
      ) : null}
      {(why ?? exam) ? <p className={styles.why}>{why ?? exam}</p> : null}
    </div>
  );
}

const clinicNames = ['1100', '1101', '1102', '1103', '1104', '1105', 'MMG', 'CYT'] as const;

/** `1100 kardiologiczna`; a code that has no name here stays a code. */
export function placeName(code: string, t: Translate): string {
  const known = clinicNames.find((each) => each === code);
  if (!known) return code;
  const name = t(`common.clinicCode.${known}`);
  return /^\d/.test(code) ? `${code} ${name}` : name;
}

/** A code that has no name here (an older list) is said in general. */
function entitlementName(code: string, t: Translate): string {
  const known = (Object.keys(t('booking.entitlement', { returnObjects: true })) as EntitlementCode[]).find(
    (each) => each === code,
  );
  return known ? t(`booking.entitlement.${known}`) : t('common.entitled');
}

function referralName({ referral }: VisitDetail, t: Translate): string {
  if (referral?.code) return t('calendar.drawer.referralCode', { code: referral.code });
  if (referral?.key) return t('calendar.drawer.referralKey', { end: referral.key.slice(-4) });
  return t('calendar.drawer.noReferral');
}
