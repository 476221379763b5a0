import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Refusal } from '../domain/refusal.ts';
import type { Role } from '../domain/role.ts';
import type { DeskContract } from './contract.ts';

type Outputs = InferContractRouterOutputs<DeskContract>;
/** `visits.book`: every call of the contract, which is two levels deep. */
export type CallPath = { [Area in keyof Outputs & string]: `${Area}.${keyof Outputs[Area] & string}` }[keyof Outputs & string];

/** Who may make a call: people with one of these roles, or anyone who sits at the screen, signed in or not. */
type Allowed = readonly Role[] | 'anyone';
/** How a call that is not allowed answers: a command by a refusal among its values, a query by a typed error. */
export interface Permission {
  allowed: Allowed;
  refuses: 'by-value' | 'by-error';
}
type ByValue = Permission & { refuses: 'by-value' };
type ByError = Permission & { refuses: 'by-error' };
type PermissionOf<Path> = Path extends `${infer Area extends keyof Outputs & string}.${infer Call}`
  ? { ok: false; refusals: Refusal[] } extends Outputs[Area][Call & keyof Outputs[Area]]
    ? ByValue
    : ByError
  : never;

const query = (...allowed: Role[]): ByError => ({ allowed, refuses: 'by-error' });
const command = (...allowed: Role[]): ByValue => ({ allowed, refuses: 'by-value' });
const anyoneAsks: ByError = { allowed: 'anyone', refuses: 'by-error' };
const anyoneActs: ByValue = { allowed: 'anyone', refuses: 'by-value' };

/**
 * Role × call, the only place that says who may do what. Checked in core on every call (core/desk/access/guard.ts); screens
 * hide by the same table what would be refused. Who looks after the computers sees no patients.
 */
export const permissions: { readonly [Path in CallPath]: PermissionOf<Path> } = {
  'desk.overview': query('receptionist', 'manager', 'it'),
  // Counts and dates alone, which the lock screen needs too.
  'desk.status': anyoneAsks,
  'desk.watchStatus': anyoneAsks,
  'desk.watchChanges': anyoneAsks,
  'desk.clinics': query('receptionist', 'manager'),
  'desk.syncNow': query('receptionist', 'manager', 'it'),

  'calendar.day': query('receptionist', 'manager'),
  'calendar.week': query('receptionist', 'manager'),
  'calendar.month': query('receptionist', 'manager'),
  'slots.find': query('receptionist', 'manager'),
  'slots.hold': query('receptionist', 'manager'),
  'slots.proposeSeries': query('receptionist', 'manager'),
  'slots.stepSeries': query('receptionist', 'manager'),
  'slots.release': query('receptionist', 'manager'),
  'slots.eligibility': query('receptionist', 'manager'),
  'slots.search': query('receptionist', 'manager'),

  'visits.get': query('receptionist', 'manager'),
  'visits.book': command('receptionist', 'manager'),
  'visits.bookSeries': command('receptionist', 'manager'),
  'visits.undoSeries': command('receptionist', 'manager'),
  'visits.move': command('receptionist', 'manager'),
  'visits.bookElsewhere': command('receptionist', 'manager'),
  'visits.moveElsewhere': command('receptionist', 'manager'),
  'visits.elsewhere': query('receptionist', 'manager'),
  'visits.cancel': command('receptionist', 'manager'),
  'visits.checkMove': command('receptionist', 'manager'),
  'visits.setOutcome': command('receptionist', 'manager'),
  'visits.sendConfirmation': command('receptionist', 'manager'),
  'visits.catchUp': query('receptionist', 'manager'),
  'visits.change': command('receptionist', 'manager'),

  'reception.list': query('receptionist', 'manager'),

  'waiting.list': query('receptionist', 'manager'),
  'waiting.ask': command('receptionist', 'manager'),
  'waiting.refresh': query('receptionist', 'manager'),
  'waiting.watch': command('receptionist', 'manager'),
  'waiting.enter': command('receptionist', 'manager'),
  'waiting.change': command('receptionist', 'manager'),
  'waiting.leave': command('receptionist', 'manager'),

  'patients.search': query('receptionist', 'manager'),
  'patients.get': query('receptionist', 'manager'),
  'patients.reveal': query('receptionist', 'manager'),
  'patients.export': query('manager'),
  'patients.change': command('receptionist', 'manager'),

  'tasks.list': query('receptionist', 'manager'),
  'tasks.close': command('receptionist', 'manager'),
  'tasks.assign': command('receptionist', 'manager'),
  'tasks.logCall': command('receptionist', 'manager'),

  'away.list': query('receptionist', 'manager'),
  'away.tick': query('receptionist', 'manager'),
  'away.here': query('receptionist', 'manager'),

  'freed.list': query('receptionist', 'manager'),
  'freed.call': command('receptionist', 'manager'),
  'freed.turn': command('manager'),

  'queue.list': query('receptionist', 'manager'),
  'queue.retry': command('receptionist', 'manager'),
  'queue.withdraw': command('receptionist', 'manager'),

  'schedules.list': query('manager'),
  'schedules.check': query('manager'),
  'schedules.publish': command('manager'),
  'schedules.undo': command('manager'),
  'schedules.giveUp': command('manager'),

  'import.plan': query('manager', 'it'),
  'import.run': query('manager', 'it'),
  'import.progress': query('manager', 'it'),
  'importDraft.open': query('manager', 'it'),
  'importDraft.view': query('manager', 'it'),
  'importDraft.explain': query('manager', 'it'),
  // The cells are patients': IT sees counts and remarks only.
  'importDraft.rows': query('manager'),
  'importDraft.correct': query('manager'),
  'importDraft.run': query('manager', 'it'),
  'importDraft.drop': query('manager', 'it'),
  'importDraft.layouts': query('manager', 'it'),
  'importDraft.forgetLayout': query('manager', 'it'),

  'safety.view': query('receptionist', 'manager', 'it'),
  'safety.backUp': query('receptionist', 'manager', 'it'),
  'safety.dismissRecovery': query('receptionist', 'manager'),
  'safety.exportRescue': command('receptionist', 'manager', 'it'),
  'safety.retention': query('manager', 'it'),
  'safety.saveRetention': query('manager', 'it'),
  'safety.importRescue': command('manager', 'it'),

  'continuity.view': query('receptionist', 'manager', 'it'),
  'continuity.save': command('manager'),

  'compliance.report': query('manager'),
  'compliance.export': query('manager'),
  'compliance.archive': query('manager'),
  'compliance.saveInitialFeed': command('manager'),

  'health.view': query('receptionist', 'manager', 'it'),
  'health.diagnostics': query('receptionist', 'manager', 'it'),

  'certificates.list': query('it'),
  // Before the first account by whoever sets the desk up, for a central that asks for one; afterwards by IT: decided by the act itself.
  'certificates.import': anyoneActs,
  'certificates.remove': command('it'),

  'audit.visit': query('receptionist', 'manager'),
  'audit.patient': query('receptionist', 'manager'),
  'audit.export': query('manager'),
  'session.get': anyoneAsks,
  'session.signIn': anyoneActs,
  'session.unlock': anyoneActs,
  'session.lock': anyoneAsks,
  'session.signOut': anyoneAsks,
  'session.touch': anyoneAsks,
  // Only while the clinic has no account at all.
  'session.firstAdministrator': anyoneActs,
  // Holds for the person to whom it is shown.
  'session.codeIsWrittenDown': anyoneAsks,
  'session.endFirstRun': query('manager', 'it'),
  // Who has the code may.
  'session.recover': anyoneActs,
  // Of the person who is signed in, by the old password.
  'session.changePassword': anyoneActs,
  'session.setPin': anyoneActs,
  'accounts.list': query('manager', 'it'),
  'accounts.save': command('manager', 'it'),
  'accounts.destroyDesk': command('manager', 'it'),
  'accounts.rotateKeys': command('it'),
  'accounts.clinicKey': query('it'),
  'accounts.rotateClinicKey': command('it'),
  'accounts.setLockTime': query('manager', 'it'),

  // Before the first account by whoever sets the desk up, afterwards by IT: decided by the acts themselves.
  'connect.view': anyoneAsks,
  'connect.read': anyoneAsks,
  'connect.test': anyoneAsks,
  'connect.save': anyoneAsks,

  // Training holds no patient, and the first run leads there before anybody has an account.
  'training.view': anyoneAsks,
  'training.show': anyoneAsks,
  'training.beginAnew': query('receptionist', 'manager', 'it'),
  'training.moveClock': query('receptionist', 'manager', 'it'),
  'training.cutLine': query('receptionist', 'manager', 'it'),
  'training.crowd': query('receptionist', 'manager', 'it'),
  'training.takeSlot': query('receptionist', 'manager', 'it'),

  // Language and theme of this computer, before anyone signs in as well.
  'settings.get': anyoneAsks,
  'settings.save': query('receptionist', 'manager', 'it'),
};

/** May a person with these roles make the call? `null` = nobody is signed in. */
export function mayCall(path: CallPath, roles: readonly Role[] | null): boolean {
  const { allowed } = permissions[path];
  return allowed === 'anyone' || (roles?.some((role) => allowed.includes(role)) ?? false);
}
