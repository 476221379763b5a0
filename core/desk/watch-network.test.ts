import { expect, it } from 'vitest';
import { watchNetwork } from './watch-network.ts';

function watched() {
  let now = 0;
  let addresses = '10.0.0.5';
  let due: (() => void) | null = null;
  const told: string[] = [];
  const stop = watchNetwork({
    clock: { now: () => now },
    timers: {
      after(_ms, callback) {
        due = callback;
        return () => {
          due = null;
        };
      },
    },
    addresses: () => addresses,
    onChange: (why) => told.push(why),
  });
  return {
    told,
    stop,
    isArmed: () => due !== null,
    pass(ms: number) {
      now += ms;
      due?.();
    },
    move(next: string) {
      addresses = next;
    },
  };
}

it('says nothing while nothing changes', () => {
  const machine = watched();
  for (let n = 0; n < 10; n++) machine.pass(5_000);
  machine.pass(35_000);
  expect(machine.told).toEqual([]);
});

it('notices that the computer slept', () => {
  const machine = watched();
  machine.pass(35_001);
  machine.pass(5_000);
  expect(machine.told).toEqual(['woke']);
});

it('notices another network once, also its loss and its return', () => {
  const machine = watched();
  machine.move('');
  machine.pass(5_000);
  machine.move('10.8.0.2 192.168.1.7');
  machine.pass(5_000);
  machine.pass(5_000);
  expect(machine.told).toEqual(['moved', 'moved']);
});

it('looks no more when it was stopped', () => {
  const machine = watched();
  machine.stop();
  expect(machine.isArmed()).toBe(false);
});
