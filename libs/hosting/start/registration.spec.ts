import { contexts } from '../contexts.fixtures.js';
import { splitPlacement } from '../placement/index.js';
import { seatIn } from '../seat.js';
import { shareOf } from '../share.js';
import { registrationOf } from './registration.js';

const placement = splitPlacement(contexts, ['till'], 'tcp', 'consul');
const registered = (process: string, settings: { HOST?: string; CLEAVE_LISTEN_HOST?: string }) => {
  const seat = seatIn(placement, process, '2');
  const listening = { management: 'http://127.0.0.1:9100', port: 4_100, url: 'http://127.0.0.1:3000' };
  return registrationOf(seat, shareOf(contexts, seat.process), 'blue', listening, { HOST: '127.0.0.1', ...settings });
};

it('each context is registered at the port for processes, and the door at the public one, with one check', () => {
  const [shop, window] = registered('rest', { HOST: '0.0.0.0', CLEAVE_LISTEN_HOST: '0.0.0.0' });
  expect(shop).toEqual({
    context: 'shop',
    id: 'rest-2',
    host: 'blue',
    port: 4_100,
    tags: ['rest'],
    meta: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), replica: '2' },
    check: { url: 'http://blue:9100/readyz' },
  });
  expect(window).toEqual({ ...shop, context: 'window', port: 3_000 });
});

it('what listens on the machine alone is checked and found there', () => {
  const services = registered('rest', {});
  expect(services.map(({ host, check }) => [host, check.url])).toEqual([
    ['blue', 'http://127.0.0.1:9100/readyz'],
    ['127.0.0.1', 'http://127.0.0.1:9100/readyz'],
  ]);
  expect(registered('till', {}).map(({ context }) => context)).toEqual(['till']);
});
