/**
 * A process of its own that keeps connections busy with POSTs and tells how it went:
 * `http-client.js '{"origin":"http://127.0.0.1:1234","path":"/x","token":"...","connections":64,"forMs":1000,"body":"post"}'`.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { clientTask, type ClientTask } from '../ground/client-task.js';
import { median, quantile } from '../ground/median.js';

const PAIRS = [
  ['100201', '400201'],
  ['5004', '100201'],
] as const;

function voucher(nth: number, eventOn: string): object {
  const [debit, credit] = PAIRS[nth % 2] ?? PAIRS[0];
  return {
    eventOn,
    summary: nth % 2 === 0 ? '收停车及广告收入' : '付公共设施更新改造款',
    lines: [
      { account: debit, fund: 'PR', debit: nth % 2 === 0 ? '2.00' : '1.00' },
      { account: credit, fund: 'PR', credit: nth % 2 === 0 ? '2.00' : '1.00' },
    ],
  };
}

function bodyOf(task: ClientTask, nth: number): string {
  if (task.bulk === 1) return JSON.stringify(voucher(nth, task.eventOn));
  const vouchers = Array.from({ length: task.bulk }, (_, index) => voucher(index, task.eventOn));
  return JSON.stringify({ atomic: false, vouchers });
}

const task = clientTask.parse(JSON.parse(process.argv[2] ?? '{}'));
const agent = new Agent({ keepAlive: true, maxSockets: task.connections });

function post(nth: number): Promise<void> {
  const body = bodyOf(task, nth);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${task.token}`,
    'idempotency-key': randomUUID(),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${task.origin}${task.path}`, { method: 'POST', agent, headers }, (answer) => {
      const isFine = (answer.statusCode ?? 500) < 300;
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => isFine || chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        if (isFine) resolve();
        else reject(new Error(`${answer.statusCode}: ${Buffer.concat(chunks).toString('utf8').slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let next = 0;
const waits: number[] = [];
const started = performance.now();
const end = started + task.forMs;
await Promise.all(
  Array.from({ length: task.connections }, async () => {
    for (let now = performance.now(); now < end;) {
      await post(next++);
      const then = performance.now();
      waits.push(then - now);
      now = then;
    }
  }),
);
const wallMs = performance.now() - started;
agent.destroy();
const used = process.cpuUsage();
const clientMs = (used.user + used.system) / 1000;
const result = { count: waits.length, wallMs, p50Ms: median(waits), p99Ms: quantile(waits, 0.99), clientMs };
process.stdout.write(`${JSON.stringify(result)}\n`);
