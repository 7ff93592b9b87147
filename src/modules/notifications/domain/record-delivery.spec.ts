import { RecordDelivery } from '../messages.js';
import { underWay } from './delivery.js';
import { item, key, noon } from './message.fixtures.js';
import { recordDelivery } from './record-delivery.js';

const sending = underWay(key, '<p>It is confirmed.</p>', new Date(0));
const sent = new RecordDelivery({ ...key, outcome: { kind: 'sent' } });
const refused = new RecordDelivery({ ...key, outcome: { kind: 'refused', reason: '550 No such user' } });

it.each([
  ['sent', sent, null],
  ['refused', refused, '550 No such user'],
] as const)('notes that it is %s, and when', (status, outcome, reason) => {
  const delivery = { ...sending, status, reason, since: noon };
  expect(recordDelivery(outcome, sending, item)).toEqual({ set: { delivery } });
});

it('notes it of a message that was written while e-mails were only kept', () => {
  const delivery = { ...key, status: 'sent', reason: null, html: null, since: noon };
  expect(recordDelivery(sent, undefined, item)).toEqual({ set: { delivery } });
});

it.each(['sent', 'refused'] as const)('leaves alone what is %s', (status) => {
  for (const word of [sent, refused]) expect(recordDelivery(word, { ...sending, status }, item)).toEqual({});
});
