import { type ComponentType, lazy } from 'react';
import type { Route } from './routes.ts';

/** The one place that knows which component is which screen. Each is its own chunk; the day is in the first one asked for. */
const CalendarScreen = screen(() => import('../features/day/calendar-screen.tsx').then((m) => m.CalendarScreen));
const BookingScreen = screen(() => import('../features/booking/booking-screen.tsx').then((m) => m.BookingScreen));
const TasksScreen = screen(() => import('../features/tasks/tasks-screen.tsx').then((m) => m.TasksScreen));
const PatientsScreen = screen(() => import('../features/patients/patients-screen.tsx').then((m) => m.PatientsScreen));
const ReceptionScreen = screen(() => import('../features/reception/reception-screen.tsx').then((m) => m.ReceptionScreen));
const AwayScreen = screen(() => import('../features/away/away-screen.tsx').then((m) => m.AwayScreen));
const WaitingScreen = screen(() => import('../features/waiting/waiting-screen.tsx').then((m) => m.WaitingScreen));
const SchedulesScreen = screen(() => import('../features/schedules/schedules-screen.tsx').then((m) => m.SchedulesScreen));
const QueueScreen = screen(() => import('../features/queue/queue-screen.tsx').then((m) => m.QueueScreen));
const ComplianceScreen = screen(() => import('../features/compliance/compliance-screen.tsx').then((m) => m.ComplianceScreen));
const PaperScreen = screen(() => import('../features/paper/paper-screen.tsx').then((m) => m.PaperScreen));
const ImportScreen = screen(() => import('../features/import/import-screen.tsx').then((m) => m.ImportScreen));
const AccountsScreen = screen(() => import('../features/accounts/accounts-screen.tsx').then((m) => m.AccountsScreen));
const HealthScreen = screen(() => import('../features/health/health-screen.tsx').then((m) => m.HealthScreen));
const SettingsScreen = screen(() => import('../features/settings/settings-screen.tsx').then((m) => m.SettingsScreen));

export function screenOf(route: Route): ComponentType {
  switch (route.screen) {
    case 'day':
    case 'week':
    case 'list':
      return CalendarScreen;
    case 'book':
      return BookingScreen;
    case 'tasks':
      return TasksScreen;
    case 'patients':
      return PatientsScreen;
    case 'reception':
      return ReceptionScreen;
    case 'away':
      return AwayScreen;
    case 'waiting':
      return WaitingScreen;
    case 'schedules':
      return SchedulesScreen;
    case 'queue':
      return QueueScreen;
    case 'compliance':
      return ComplianceScreen;
    case 'paper':
      return PaperScreen;
    case 'import':
      return ImportScreen;
    case 'accounts':
      return AccountsScreen;
    case 'health':
      return HealthScreen;
    case 'settings':
      return SettingsScreen;
  }
}

function screen(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}
