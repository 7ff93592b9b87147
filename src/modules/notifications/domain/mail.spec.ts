import fc from 'fast-check';
import { anyText } from '#libs/testing/inputs';
import { mailOf } from './mail.js';
import { topicOfRefund } from './message.js';
import { key, noon, orderId, ready, refundId } from './message.fixtures.js';
import { underWay } from './delivery.js';

const delivery = underWay(key, '<p>It is confirmed.</p>', noon);
const mail = { message: ready, delivery, name: 'Ada' };

describe('an e-mail', () => {
  it('has an id that follows from order and kind, and both bodies', () => {
    expect(mailOf(mail)).toEqual({
      id: `order-confirmed.${orderId}`,
      to: [{ name: 'Ada', address: 'ada@example.com' }],
      subject: 'Good news',
      text: 'Dear Ada,\n\nIt is confirmed.',
      html: expect.stringMatching(/<title>Good news<[^]*Dear <bdi>Ada<[^]*<p>It is confirmed\.<\/p>/),
    });
  });

  it('has an id of its own for each refund', () => {
    const message = { ...ready, kind: topicOfRefund(refundId) };
    expect(mailOf({ ...mail, message })).toMatchObject({
      id: `order-refunded.${refundId}.${orderId}`,
      html: expect.stringContaining('lang="en"'),
    });
  });

  it.each([undefined, { ...delivery, html: null }])('is text alone when no HTML was kept', (kept) => {
    expect(mailOf({ ...mail, delivery: kept })).toMatchObject({ text: ready.body, html: undefined });
  });

  it.each(['Žofie Čapková', 'محمد', 'יעל', '山田 太郎', 'ஸ்ரீ', 'O\'Neil, Ada "Countess" <ada>'])(
    'is addressed to %s by name',
    (name) => {
      expect(mailOf({ ...mail, name })?.to).toMatchObject([{ name }]);
    },
  );

  it.each([
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\n',
    'ada@example.com, eve@example.com',
    'ada@example.com>\r\nDATA\r\n',
    '<ada@example.com>',
    'ada@example.com\0',
    'Ada <ada@example.com>',
    'ada',
    '',
    null,
  ])('is none with the address %j', (to) => {
    expect(mailOf({ ...mail, message: { ...ready, to } })).toBeUndefined();
  });

  it.each(['Ada\r\nBcc: eve@example.com', 'Ada\nX: y', 'Ada\u2028x', 'Ada\u202egnp.exe', '\0', '', 'x'.repeat(201)])(
    'is addressed without the name %j',
    (name) => {
      expect(mailOf({ ...mail, name })?.to).toEqual([{ name: '', address: 'ada@example.com' }]);
    },
  );

  it('has one line as its subject', () => {
    const message = { ...ready, subject: 'Good\r\nBcc: eve@example.com\u2028news\0' };
    expect(mailOf({ ...mail, message })?.subject).toBe('Good Bcc: eve@example.com news ');
  });

  it('never has a header with a control character, whatever it is made of', () => {
    const part = anyText({ maxLength: 20 });
    const any = fc.record({
      to: fc.oneof(
        part,
        part.map((text) => `ada@example.com${text}`),
      ),
      subject: part,
      name: part,
    });
    fc.assert(
      fc.property(any, ({ to, subject, name }) => {
        const made = mailOf({ ...mail, name, message: { ...ready, to, subject } });
        if (made)
          expect([made.id, ...made.to.flatMap(Object.values), made.subject].join('')).not.toMatch(
            /[\p{Cc}\p{Zl}\p{Zp}]/u,
          );
      }),
    );
  });
});
