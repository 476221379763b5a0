import { faultMachine } from './machine.ts';
const [from = '0', count = '10', seed = '1', trace] = process.argv.slice(2);
const machine = await faultMachine({ seed: Number(seed) });
const started = performance.now();
const cpu = process.cpuUsage();
for (let n = Number(from); n < Number(from) + Number(count); n++) {
  const t = performance.now();
  const findings = await machine.play(machine.schedule('plain', n), trace ? (w) => console.log(w) : undefined);
  for (const f of findings) console.log(n, f.kind, f.what.slice(0, 1500));
  if (trace) console.log(n, 'ms', performance.now() - t);
}
const used = process.cpuUsage(cpu);
console.log('per schedule wall', (performance.now() - started) / Number(count), 'cpu', (used.user + used.system) / 1000 / Number(count));
await machine.close();
