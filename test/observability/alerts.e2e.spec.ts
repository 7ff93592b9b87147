import { randomUUID } from 'node:crypto';
import { appendFile, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { operator } from '#test/api';
import { waitFor } from '#test/wait-for';
import { panelQueries } from '../../scripts/observability/dashboards/queries.js';
import { alerts } from '../../scripts/observability/rule-files.js';
import { Lab } from './lab.js';
import { Load } from './load.js';
import { describeWithPrometheus } from './prometheus.js';

const BURNS = ['14.4x', '6x', '3x', '1x'];
const burns = (slo: string) => BURNS.map((burn) => `ErrorBudgetBurn ${slo} ${burn}`);

describeWithPrometheus('every alert fires by its fault, and ends', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await Lab.start();
  });
  afterAll(() => lab?.close());

  it('with orders in flight and nothing wrong all is calm', async () => {
    await waitFor(async () => {
      const curves = await lab.prometheus.curves('slo:errors:ratio_rate3d', lab.begunAt);
      return curves.length === 2 ? undefined : `${curves.length} of 2 objectives are measured`;
    });
    await lab.calm();
  });

  it('a process that hangs', async () => {
    const pid = lab.pid('inventory');
    process.kill(pid, 'SIGSTOP');
    const seen = ['ProcessDown', 'OutboxOld', 'SagaStuck', 'OrdersRefused', 'BreakerOpen', ...burns('api')];
    await lab.fire(seen, () => process.kill(pid, 'SIGCONT'));
    await lab.fire(['MessagesLate', ...burns('orders')]);
    await lab.calm();
  });

  it('a table that is locked', async () => {
    const holder = await lab.hold('orders', 'LOCK TABLE event, order_view IN ACCESS EXCLUSIVE MODE');
    const readers = new Load(lab.load.ada, (ada) => ada.get('/v1/orders'));
    readers.begin(12);
    await lab.fire(['NotReady', 'PoolExhausted'], () => holder.end());
    await readers.end();
    await lab.calm();
  });

  it('a payment provider that answers nothing', async () => {
    const holder = await lab.hold('provider', 'LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE');
    const seen = ['PaymentUnknown', 'SagaStuck', 'BreakerOpen', 'CompensationFailed'];
    await lab.fire(seen, () => holder.end());
    await lab.calm();
  });

  it('a message that nobody can take', async () => {
    const id = randomUUID();
    await lab.write('orders', POISON, [id]);
    await lab.fire(['DeadLetters']);
    const staff = await operator(lab.cleave);
    const discarded = await staff.post(`/v1/ops/dead-letters/orders/${id}/discard`, { reason: 'made by a test' });
    expect(discarded.status).toBe(200);
    await lab.calm();
  });

  it('a store of search that takes no documents', async () => {
    const table = 'ALTER TABLE order_document_1';
    await lab.write('orders', `${table} ADD CONSTRAINT no_more CHECK (false) NOT VALID`, []);
    await lab.fire(['SearchBehind'], () => lab.write('orders', `${table} DROP CONSTRAINT no_more`, []));
    await lab.calm();
  });

  it('connections up to the limit', async () => {
    const { port, hostname } = new URL(lab.cleave.url);
    const idle = Array.from({ length: 90 }, () => connect(Number(port), hostname).on('error', () => undefined));
    await lab.fire(['QueueNearlyFull'], () => idle.forEach((socket) => socket.destroy()));
    await lab.calm();
  });

  it('a process that has a fifth of a processor', async () => {
    await lab.fire(['EventLoopBlocked'], pulsed(lab.pid('payments'), 400, 500));
    await lab.calm();
  });

  it('a process that is slower than the lease', async () => {
    await lab.fire(['MessagesResent'], pulsed(lab.pid('inventory'), 2_500, 3_000));
    await lab.calm();
  });

  it('a disk that becomes full', async () => {
    const { volume } = lab;
    if (!volume) return void process.stderr.write('\nSKIPPED, since only root may mount a volume: a full disk\n');
    const file = join(volume, 'full');
    const fill = setInterval(() => appendFile(file, Buffer.alloc(1_500_000), () => undefined), 400);
    await lab.fire(['DiskFillingUp', 'DiskNearlyFull'], () => clearInterval(fill));
    rmSync(file);
    await lab.calm();
  });

  it('a collector that is away', async () => {
    await lab.spans.away();
    await lab.fire(['SpansLost'], () => lab.spans.back());
    await lab.calm();
  });

  it('nobody who orders', async () => {
    await lab.load.end();
    await lab.fire(['OrdersStopped'], () => lab.order());
    await lab.calm();
  });

  it('no process that Prometheus knows', async () => {
    lab.prometheus.watch([]);
    await lab.fire(['NothingScraped'], () => lab.prometheus.watch(lab.cleave.members));
    await lab.calm();
  });

  it('that was all of them', async () => {
    const fired = new Set((await lab.prometheus.fired(lab.begunAt)).map((name) => name.split(' ')[0]));
    const missing = alerts().filter(({ alert }) => !fired.has(alert));
    const mayBeMissing = lab.volume ? [] : ['DiskFillingUp', 'DiskNearlyFull'];
    expect(missing.map(({ alert }) => alert)).toEqual(mayBeMissing);
  });

  it.each(panelQueries('15s'))('$dashboard: $panel', async ({ queries }) => {
    for (const query of queries) {
      const curves = await lab.prometheus.curves(query, lab.begunAt);
      const points = curves.flatMap(({ values }) => values.filter(([, value]) => value !== 'NaN'));
      if (!points.length) throw new Error(`nothing is shown by ${query}`);
    }
  });
});

/** Stops the process for so long, again and again. Returns what ends that. */
function pulsed(pid: number, stoppedMs: number, everyMs: number): () => void {
  const pulse = setInterval(() => {
    process.kill(pid, 'SIGSTOP');
    setTimeout(() => process.kill(pid, 'SIGCONT'), stoppedMs);
  }, everyMs);
  return () => clearInterval(pulse);
}

/** A reservation of nothing, as no version of orders has ever sent it. */
const POISON = `
  INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
  SELECT $1::text::uuid, 'inventory', 'inventory.reserve-stock.v1', $1::text, '{"lines":"none"}',
    json_build_object('source', 'orders', 'time', to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'traceparent',
      '00-' || replace(gen_random_uuid()::text, '-', '') || '-00f067aa0ba902b7-00', 'correlationid', $1::text, 'causationid', $1::text),
    clock_timestamp(), 0, 'a test'`;
