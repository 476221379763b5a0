import type { Basic, Patient as FhirPatient, Schedule as FhirSchedule, Task } from 'fhir/r4';
import { v5 } from 'uuid';
import type { Policy } from '../../core/domain/policy.ts';
import { patientFromFhir } from '../../core/fhir/patient.ts';
import { isObject } from '../../core/fhir/read.ts';
import { decisionsOf, scheduleFromFhir } from '../../core/fhir/schedule.ts';
import { settingFromFhir } from '../../core/fhir/setting.ts';
import { keySystem, system as systems } from '../../core/fhir/systems.ts';
import { additionOf, closingOf, taskFromFhir } from '../../core/fhir/task.ts';
import { parseDetailsParameters, parseOutcomeParameters } from '../../core/fhir/visit-change.ts';
import { waitingCommandOf, waitingKeyOf } from '../../core/fhir/waiting-task.ts';
import { type BookingRequest, book } from '../booking/book.ts';
import { changeCommand, parseBookingCommand } from '../booking/booking-command.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { saveEntry } from '../waiting-room/save-entry.ts';
import type { Applied } from '../writes/apply-plans.ts';
import { publishSchedule } from '../writes/publish-schedule.ts';
import { savePatient } from '../writes/save-patient.ts';
import { saveSetting } from '../writes/save-setting.ts';
import { addToTask, closeTask, saveTask } from '../writes/save-task.ts';
import type { WriteContext } from '../writes/write-context.ts';
import { answerOfWrite } from './answer-of-write.ts';
import { type FhirAnswer, type FhirCall, forbidden, invalid } from './fhir-call.ts';

/** `POST Appointment/$book`, any number at once; answers in their order. */
export async function bookCalls(central: Central, calls: readonly FhirCall[]): Promise<FhirAnswer[]> {
  const policy = await central.waitingRoom.livePolicy();
  const requests = calls.map((call) => bookingRequest(central, call, policy));
  const readable = requests.filter((request) => request !== null);
  const applied = await book(central.database, readable);
  await serveWaiting(central, applied);
  const answers = applied.map((result) => answerOfWrite(central, result));
  return requests.map((request) => (request === null ? invalid('appt-resource') : (answers.shift() as FhirAnswer)));
}

export async function bookOne(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const [answer] = await bookCalls(central, [call]);
  return answer ?? invalid('appt-resource');
}

/** `POST Appointment/$set-outcome` and `/$change-details`. */
export async function changeVisitCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const change =
    call.path[1] === '$set-outcome' ? parseOutcomeParameters(call.body, central.clock.now()) : parseDetailsParameters(call.body);
  if (change === null) return invalid('Parameters');
  const context = bookingContext(central, call, await central.waitingRoom.livePolicy());
  const [applied] = await book(central.database, [{ command: changeCommand(change), context }]);
  if (applied) await serveWaiting(central, [applied]);
  return answerOfWrite(central, applied ?? { outcome: 'retry' });
}

function bookingRequest(central: Central, call: FhirCall, policy: Policy): BookingRequest | null {
  const { intentId } = call;
  // A client that names nothing itself gets names that a repetition of the same request gets again.
  let named = 0;
  const newKey = () => (intentId === null ? central.newId() : v5(`key ${named++}`, intentId));
  const command = parseBookingCommand(call.body, call.caller.clinicId, newKey);
  return command && { command, context: bookingContext(central, call, policy) };
}

function bookingContext(
  central: Central,
  { caller, intentId, ifMatch, said }: FhirCall,
  policy: Policy,
): BookingRequest['context'] {
  const { clinicId, clientId } = caller;
  return {
    actor: { clinicId, clientId, author: clientId, said, party: 'provider', channel: 'desk' },
    intentId,
    ifMatch,
    now: central.clock.now(),
    policy,
    newId: central.newId,
  };
}

/** R33: what has become free is offered to waiting patients before the answer leaves. */
async function serveWaiting({ waitingRoom }: Central, applied: readonly (Applied | 'forbidden')[]): Promise<void> {
  const wakes = (one: Applied | 'forbidden') => one !== 'forbidden' && one.outcome === 'applied' && one.wakesWaitingRoom;
  if (applied.some(wakes)) await waitingRoom.serve();
}

/** `PUT <Type>?identifier=<system>|<key>`: the resource must carry the key by which it is called. */
export async function putCall(central: Central, call: FhirCall): Promise<FhirAnswer> {
  const { body, caller, intentId, ifMatch, said } = call;
  const type = call.path[0] ?? '';
  if (!isObject(body) || body.resourceType !== type) return invalid('resourceType');
  const key = keyOfQuery(call);
  if (key === null) return invalid('identifier');
  const context: WriteContext = {
    ...caller,
    intentId,
    ifMatch,
    said,
    now: central.clock.now(),
    policy: central.policy,
    newId: central.newId,
  };
  const applied = await save(central, type, body, key, context);
  if (applied === null) return invalid(type, 422);
  await serveWaiting(central, [applied]);
  return applied === 'forbidden' ? forbidden('identifier') : answerOfWrite(central, applied);
}

async function save(
  { database }: Central,
  type: string,
  body: object,
  key: string,
  context: WriteContext,
): Promise<Applied | 'forbidden' | null> {
  switch (type) {
    case 'Patient': {
      const patient = patientFromFhir(body as FhirPatient);
      return patient?.id === key ? savePatient(database, patient, context) : null;
    }
    case 'Schedule': {
      const schedule = scheduleFromFhir(body as FhirSchedule);
      return schedule?.id === key ? publishSchedule(database, schedule, decisionsOf(body as FhirSchedule), context) : null;
    }
    case 'Task': {
      if (waitingKeyOf(body as Task) !== null) return waiting(database, body as Task, key, context);
      const closing = closingOf(body as Task);
      if (closing !== null) return closing.key === key ? closeTask(database, closing, context) : null;
      const addition = additionOf(body as Task);
      if (addition !== null) return addition.key === key ? addToTask(database, addition, context) : null;
      const task = taskFromFhir(body as Task);
      return task?.id === key ? saveTask(database, task, context) : null;
    }
    case 'Basic': {
      const setting = settingFromFhir(body as Basic);
      return setting?.name === key ? saveSetting(database, setting, context) : null;
    }
    default:
      return null;
  }
}

function waiting(database: Queryable, task: Task, key: string, context: WriteContext): Promise<Applied> | null {
  const command = waitingCommandOf(task);
  const own = command?.kind === 'enter' ? command.entry.id : command?.key;
  return command === null || own !== key ? null : saveEntry(database, command, context);
}

function keyOfQuery({ path, query }: FhirCall): string | null {
  const system = Object.hasOwn(keySystem, path[0] ?? '') ? keySystem[path[0] as keyof typeof keySystem] : null;
  const [given, key] = (query.get('identifier') ?? '').split('|', 2);
  const isWaiting = path[0] === 'Task' && given === systems.waitingEntry;
  return system !== null && (given === system || isWaiting) && key ? key : null;
}
