import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { dataFolder } from '#libs/config';
import { leaveTraces, spansIn } from '#libs/hosting/traces';
import { TraceReceiver } from '#libs/hosting/traces/receiver';
import { EXIT } from '../api/failure.js';
import { register } from './trace.js';

const before = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'cleave-trace-'));
const file = join(folder, 'otlp.jsonl');
let receiver: TraceReceiver;
beforeAll(async () => {
  process.env = { ...before, CLEAVE_DATA_DIR: folder };
  receiver = await TraceReceiver.open();
  leaveTraces(dataFolder(folder), receiver);
});
afterAll(async () => {
  await receiver.stop();
  process.env = before;
  rmSync(folder, { recursive: true });
});

let printed: string;
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((printed += String(text))));
});
afterEach(() => jest.restoreAllMocks());

const trace = (...args: string[]) => {
  const program = new Command().exitOverride();
  register(program);
  return program.parseAsync(['trace', ...args], { from: 'user' });
};

const [own, batch, other] = ['a', 'b', 'c'].map((digit) => digit.repeat(32));
const otlp = (traceId: string, name: string, more: object = {}) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.instance.id', value: { stringValue: 'orders-1' } }] },
      scopeSpans: [
        { spans: [{ traceId, spanId: '1'.repeat(16), name, startTimeUnixNano: '1', endTimeUnixNano: '2', ...more }] },
      ],
    },
  ],
});
const key = (stringValue: string) => ({ attributes: [{ key: 'cleave.key', value: { stringValue } }] });
const documents = [
  otlp(other!, 'of another', key('another')),
  otlp(own!, 'at the door', { spanId: '2'.repeat(16) }),
  otlp(batch!, 'of the batch', { spanId: '2'.repeat(16), parentSpanId: '1'.repeat(16) }),
  otlp(own!, 'place order', { parentSpanId: '2'.repeat(16), ...key('order') }),
  otlp(batch!, 'batch', { links: [{ traceId: own, spanId: '1'.repeat(16) }] }),
];
const names = () => spansIn(JSON.parse(printed)).emitted.map(({ span }) => span.name);
const FOUND = ['at the door', 'batch', 'of the batch', 'place order'];

it('draws what the system of the data folder has kept', async () => {
  for (const document of documents) receiver.store.add(spansIn(document).emitted);
  await trace('order');
  expect(printed).toMatch(/^Order order\n\nTrace a+: .* 2 spans of orders-1\n.*at the door\n.*└ place order\n\n/);
  expect(printed).toContain('links to these: 1 × batch, 1 × of the batch.');
});

it('gives programs OTLP, which it reads as a file', async () => {
  await trace('order', '--json');
  expect(names().toSorted()).toEqual(FOUND);
  writeFileSync(file, printed);
  printed = '';
  await trace('order', '--json', '--file', file);
  expect(names().toSorted()).toEqual(FOUND);
});

it('finds in a file what belongs to an order, in whatever order it was written', async () => {
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  await trace('order', '--json', '--file', file);
  expect(names().toSorted()).toEqual(FOUND);
});

it('says that there is no trace', async () => {
  await expect(trace('nothing')).rejects.toMatchObject({ exitCode: EXIT.refused });
  await expect(trace('nothing', '--file', file)).rejects.toThrow(`There is no trace of nothing in ${file}.`);
});

it('says which line of a file is none of OTLP', async () => {
  writeFileSync(file, `${JSON.stringify(documents[0])}\n{"order":1}\n`);
  await expect(trace('order', '--file', file)).rejects.toMatchObject({
    code: 'traces.invalid',
    message: expect.stringMatching(/^Line 2: This is not OTLP as JSON/),
  });
  await expect(trace('order', '--file', `${file}.not`)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('says what to start where no traces are kept, also after a kill', async () => {
  const entry = { url: receiver.url, token: receiver.token, pid: process.pid, birth: 1 };
  dataFolder(folder).writeState('traces', entry);
  await expect(trace('order')).rejects.toMatchObject({ exitCode: EXIT.unreachable });
  process.env.CLEAVE_DATA_DIR = join(folder, 'none');
  await expect(trace('order')).rejects.toThrow('npm start -- --traces');
});
