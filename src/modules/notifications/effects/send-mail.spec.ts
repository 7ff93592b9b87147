import { effect } from '#libs/testing/effects';
import { NoMailer } from '../adapters/no-mailer.js';
import type { Messages } from '../data/messages.js';
import { key, ready } from '../domain/message.fixtures.js';
import { RecordDelivery, SendMail } from '../messages.js';
import { Undelivered } from '../ports/undelivered.js';
import { SendMailHandler } from './send-mail.js';

/** A handler where no mail server is configured, and the message is to this address. */
const handlerTo = (to: string) => {
  const messages = { toSend: async () => ({ message: { ...ready, to }, delivery: undefined, name: 'Ada' }) };
  return new SendMailHandler(messages as unknown as Messages, new NoMailer(), { settings: { retryMs: 500 } });
};
const handler = handlerTo('ada@example.com');
const undelivered = (why: Undelivered['why']) => new Undelivered(why, 'no');

describe('sending an e-mail', () => {
  it('refuses one whose address is none, and asks no server', async () => {
    const outcome = { kind: 'refused', reason: 'its address is none' } as const;
    (await effect(handlerTo('ada@example.com\r\nBcc: eve@example.com'), new SendMail(key)).atFirst()).thenTold(
      new RecordDelivery({ ...key, outcome }),
    );
  });

  it('tells nothing while there is no word, also when the setting was taken away', async () => {
    (await effect(handler, new SendMail(key)).afterLostAnswer()).thenAsked(1).thenActed(2).thenTold();
  });

  it.each([
    ['away', false],
    ['silent', false],
    ['later', true],
    ['busy', true],
  ] as const)('a server that is %s has answered: %s', (why, isAnswer) => {
    expect(handler.isAnswer(undelivered(why))).toBe(isAnswer);
    expect(handler.isAnswer(new Error('a bug'))).toBe(false);
  });

  it.each([undelivered('later'), undelivered('silent'), new Error('not within 10 s')])(
    'waits longer from send to send, ten minutes at most, when the server may have it or wants time (%s)',
    (error) => {
      expect([1, 2, 3, 10, 11, 100].map((sends) => handler.againInMs(error, sends))).toEqual([
        1_000, 2_000, 4_000, 512_000, 600_000, 600_000,
      ]);
    },
  );

  it.each([undelivered('away'), undelivered('busy')])(
    'waits no longer than usual when it certainly has not (%s)',
    (error) => {
      expect(handler.againInMs(error, 9)).toBeUndefined();
    },
  );
});
