import type { Message } from '../envelope.js';
import { Lane } from './lane.js';

const message = (sends: number): Message => ({ id: `${sends}`, type: 't', key: 'k', body: '{}', headers: '{}', sends });
const answer = Promise.withResolvers<[]>();
afterAll(() => answer.resolve([]));
const laneTo = (receiver: string): Lane => {
  const lane = new Lane({
    sender: 'shop',
    receiver,
    carrier: { deliver: () => answer.promise },
    leaseMs: 10_000,
    framesInFlight: 2,
    messagesPerFrame: 2,
    onReceipts: () => undefined,
    onFree: () => undefined,
  });
  lane.push([1, 2, 2, 3].map(message), performance.now());
  return lane;
};

test('of what is under way and what waits, it tells who was sent before without an answer', () => {
  expect(laneTo('store')).toMatchObject({ size: 4, again: 3, isWithLonely: true });
});

test('calls to the world are asked about as often as it takes: none of them is a suspect that keeps the turn from others', () => {
  expect(laneTo('shop.effects')).toMatchObject({ size: 4, again: 0, isWithLonely: false });
});
