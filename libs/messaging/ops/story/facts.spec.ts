import { eventFact } from './facts.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const row = (flags: string) => ({
  stream: 'order-01a228b9-1bc6-765e-ab39-a7aca6358d38',
  type: 'placed',
  data: '{"lines":[]}',
  headers: JSON.stringify({ causationid: 'm', traceparent: `00-${trace}-00f067aa0ba902b7-${flags}` }),
  at: new Date(0),
});

it.each([
  ['its cause and its trace', '01', { trace }],
  ['no trace that nobody has recorded', '00', {}],
])('an event names %s', (_, flags, more) => {
  expect(eventFact(row(flags))).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    kind: 'event',
    what: 'order placed',
    details: { lines: [], message: 'm', ...more },
  });
});
