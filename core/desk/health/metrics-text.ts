import type { HealthView } from '../../contract/health-views.ts';
import type { DeskStatus } from '../../contract/views.ts';
import type { HealthLevel } from '../../domain/health-lines.ts';
import type { SlowCall } from './slow-calls.ts';

const levels: Record<HealthLevel, number> = { ok: 0, warning: 1, wrong: 2 };

interface Sample {
  labels?: Record<string, string>;
  value: number;
}

/** The desk's state in the text format that Prometheus reads: numbers and codes, nothing personal. */
export function metricsText(status: DeskStatus, health: HealthView, slow: readonly SlowCall[]): string {
  const { waiting, sending, unknown, refused } = status.queue;
  return [
    metric('okienko_info', 'gauge', 'Versions of this desk.', [{ labels: health.versions, value: 1 }]),
    metric('okienko_online', 'gauge', '1 while central answers.', [{ value: status.connection === 'online' ? 1 : 0 }]),
    metric(
      'okienko_health',
      'gauge',
      'A line of Stan: 0 in order, 1 somebody should look, 2 wrong.',
      health.lines.map(({ name, level }) => ({ labels: { line: name }, value: levels[level] })),
    ),
    metric(
      'okienko_health_number',
      'gauge',
      'The numbers that a line of Stan tells.',
      health.lines.flatMap(({ name, facts }) =>
        Object.entries(facts).flatMap(([fact, value]) =>
          typeof value === 'number' ? [{ labels: { line: name, fact }, value }] : [],
        ),
      ),
    ),
    metric(
      'okienko_queue',
      'gauge',
      'What people entered here and central does not have yet.',
      Object.entries({ waiting, sending, unknown, refused }).map(([state, value]) => ({ labels: { state }, value })),
    ),
    metric('okienko_open_tasks', 'gauge', 'Open tasks of the clinic.', [{ value: status.openTasks }]),
    metric(
      'okienko_slow_calls_total',
      'counter',
      'Calls that took too long since the start, by name.',
      slow.map(({ call, count }) => ({ labels: { call }, value: count })),
    ),
  ].join('');
}

function metric(name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]): string {
  const lines = samples.map(({ labels = {}, value }) => `${name}${labelsText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
