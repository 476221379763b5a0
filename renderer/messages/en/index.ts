import type { pl } from '../pl/index.ts';
import type { Translated } from '../translated.ts';
import { access } from './access.ts';
import { away } from './away.ts';
import { booking } from './booking.ts';
import { calendar } from './calendar.ts';
import { common } from './common.ts';
import { compliance } from './compliance.ts';
import { connect } from './connect.ts';
import { freed } from './freed.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { importing } from './import.ts';
import { paper } from './paper.ts';
import { patients } from './patients.ts';
import { queue } from './queue.ts';
import { reception } from './reception.ts';
import { refusals } from './refusals.ts';
import { safety } from './safety.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { tasks } from './tasks.ts';
import { training } from './training.ts';
import { truth } from './truth.ts';
import { waiting } from './waiting.ts';

export const en: Translated<typeof pl> = {
  access,
  freed,
  away,
  booking,
  calendar,
  common,
  compliance,
  connect,
  health,
  help,
  history,
  importing,
  paper,
  patients,
  queue,
  reception,
  refusals,
  safety,
  schedules,
  settings,
  shell,
  tasks,
  training,
  truth,
  waiting,
};
