import { randomUUID } from 'node:crypto';
import { Api, customer, operator, orderOf, type Problem, stocked } from '#test/api';
import { cleaveCommand } from '#test/cleave-command';
import type { System } from '#test/cleave';
import { CONTEXTS } from '#test/owners';
import { waitFor } from '#test/wait-for';
import { mailsOf } from './looks.js';

interface Told {
  readonly context: string;
  readonly ms: number;
  readonly kind: string;
  readonly what: string;
}
interface Story {
  readonly facts: readonly Told[];
  readonly missing: readonly string[];
  readonly isWhole: boolean;
}
interface Lag {
  readonly contexts: readonly {
    readonly context: string;
    readonly lanes: readonly { readonly receiver: string; readonly away: boolean }[];
  }[];
  readonly missing: readonly string[];
}

/** What the checkout of a confirmed order goes through. */
const CHECKOUT = ['checkout started', 'checkout step-done', 'checkout step-done', 'checkout step-done'];
const RECORDS = [
  'inventory: reservation committed',
  'payments: charge captured',
  'payments: payment captured',
  'notifications: e-mail order-confirmed',
];

let system: System;
let ada: Api;
let staff: Api;

/** What operators are told and may do, and that nobody else is. */
export const operations = (given: () => System): void =>
  describe('operations', () => {
    beforeAll(async () => {
      system = given();
      [ada, staff] = await Promise.all([customer(system), operator(system)]);
    });

    async function confirmed(): Promise<string> {
      const { body: order } = await ada.orderAndWait(orderOf(await stocked(staff, 2), 1));
      expect(order).toMatchObject({ status: 'confirmed' });
      await mailsOf(ada, order);
      await waitFor(async () => {
        const { body } = await staff.get<Story>(`/v1/ops/orders/${order.id}/story`);
        return body.facts.some(({ what }) => what === 'reservation committed')
          ? undefined
          : 'the stock is not committed';
      });
      return order.id;
    }

    it('the story of a confirmed order tells what every context knows, in time order', async () => {
      const id = await confirmed();
      const { status, body, text } = await staff.get<Story>(`/v1/ops/orders/${id}/story`);
      expect([status, body.missing, body.isWhole]).toEqual([200, [], true]);
      const events = body.facts.filter(({ kind }) => kind === 'event').map(({ what }) => what);
      expect(events.filter((what) => what.startsWith('order'))).toEqual(['order placed', 'order confirmed']);
      expect(events.filter((what) => what.startsWith('checkout'))).toEqual(CHECKOUT);
      expect(body.facts.map(({ context, what }) => `${context}: ${what}`)).toEqual(expect.arrayContaining(RECORDS));
      const moments = body.facts.map(({ ms }) => ms);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      expect(moments[0]).toBe(0);
      expect(text).not.toContain('@'); // nobody's address
    });

    it('the lag is told by every context, and nobody is away', async () => {
      const { status, body } = await staff.get<Lag>('/v1/ops/lag');
      expect([status, body.missing, body.contexts.map(({ context }) => context)]).toEqual([200, [], CONTEXTS]);
      for (const { lanes } of body.contexts) expect(lanes.filter(({ away }) => away)).toEqual([]);
    });

    it('there are no dead letters, and what is not there cannot be sent again', async () => {
      expect((await staff.get('/v1/ops/dead-letters')).body).toEqual({ data: [], missing: [] });
      for (const context of CONTEXTS) {
        const path = `/v1/ops/dead-letters/${context}/${randomUUID()}`;
        expect(await staff.get<Problem>(path)).toMatchObject({ status: 404, body: { code: 'ops.no-dead-letter' } });
        for (const verb of ['redrive', 'discard'])
          expect(await staff.post<Problem>(`${path}/${verb}`, { reason: 'a test' })).toMatchObject({ status: 404 });
      }
    });

    it('is for operators only', async () => {
      const id = randomUUID();
      const visitor = new Api(system.url);
      for (const path of [
        'lag',
        'dead-letters',
        'dead-letters/orders',
        `dead-letters/orders/${id}`,
        `orders/${id}/story`,
      ]) {
        expect(await ada.get<Problem>(`/v1/ops/${path}`)).toMatchObject({
          status: 403,
          body: { code: 'auth.not-allowed' },
        });
        expect(await visitor.get<Problem>(`/v1/ops/${path}`)).toMatchObject({ status: 401 });
      }
      for (const path of [
        `${id}/redrive`,
        `${id}/discard`,
        'groups/0123456789ab/redrive',
        'groups/0123456789ab/discard',
      ])
        expect(await ada.post(`/v1/ops/dead-letters/orders/${path}`, { reason: 'a test' })).toMatchObject({
          status: 403,
        });
    });

    it('the command line tells the same, and its exit code how it went', async () => {
      const id = await confirmed();
      const story = await cleaveCommand(system, ['order', 'story', id]);
      expect(story).toMatchObject({ code: 0, stderr: '' });
      expect(story.stdout).toMatch(/payments +charge captured: 12\.50 EUR/);
      expect(story.stdout).toMatch(/payments +payment captured: asked 12\.50 EUR/);
      const json = await cleaveCommand(system, ['order', 'story', id, '--json']);
      expect((JSON.parse(json.stdout) as Story).facts.length).toBeGreaterThan(
        story.stdout.match(/^\d\d:\d\d:/gm)!.length,
      );

      expect(await cleaveCommand(system, ['lag', '--all'])).toMatchObject({ code: 0, stderr: '' });
      expect(await cleaveCommand(system, ['dlq', 'ls'])).toEqual({ code: 0, stdout: 'No dead letters.\n', stderr: '' });
      const none = await cleaveCommand(system, ['dlq', 'redrive', 'orders', randomUUID(), '--reason', 'a test']);
      expect(none).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('ops.no-dead-letter') });
    });
  });
