import { contexts } from '../contexts.fixtures.js';
import { splitPlacement } from '../placement/index.js';
import { seatIn } from '../seat.js';
import { overviewOf } from './overview.js';

const placement = splitPlacement(contexts, ['till']);
const processes = placement.processes.map(({ name }, n) => ({
  label: name,
  seat: seatIn(placement, name, '1'),
  pid: 700 + n,
  management: 9_100 + n,
}));
const transports = ['redis at 127.0.0.1:6379, started by Cleave'];
const there = {
  placement,
  url: 'http://127.0.0.1:3000',
  transports,
  databases: 'embedded PostgreSQL, port 5432',
  processes,
};

it('says which process hosts what, what carries the messages and where the databases are', () => {
  expect(overviewOf(there)).toBe(`
  Cleave is ready at http://127.0.0.1:3000

  placement  --split till
  databases  embedded PostgreSQL, port 5432
  transport  redis at 127.0.0.1:6379, started by Cleave
  processes  rest  pid 700    health :9100  window, shop
             till  pid 701    health :9101  till`);
});

it('says where a context runs that the placement does not name', () => {
  const told = overviewOf({ ...there, placement: { ...placement, unnamed: ['shop'] } });
  expect(told).toContain('--split till\n             shop is not placed: runs in rest\n  databases');
});

it('says by which Consul the processes find each other', () => {
  const told = overviewOf({ ...there, consul: 'Consul at 127.0.0.1:8500' });
  expect(told).toContain('started by Cleave\n  found by   Consul at 127.0.0.1:8500\n  processes  rest');
});

it('fits 100 columns', () => {
  const [first] = processes;
  const contexts = Array.from({ length: 12 }, (_, n) => `context-number-${n}`);
  const seat = { ...first!.seat, process: { ...first!.seat.process, contexts } };
  const lines = overviewOf({ ...there, processes: [{ ...first!, seat }] }).split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines.join(' ').match(/context-number-\d+/g)).toEqual(contexts);
});

it('says how a trace is shown where traces are kept', () => {
  const told = overviewOf({ ...there, isTraced: true });
  expect(told).toContain('  traces     the latest 1,000 are kept: npm run cleave -- trace ORDER\n  processes  rest');
});

it('says what was started for the contexts', () => {
  const told = overviewOf({ ...there, besides: ['teller, port 20001'] });
  expect(told).toContain('  beside     teller, port 20001\n  transport');
});
