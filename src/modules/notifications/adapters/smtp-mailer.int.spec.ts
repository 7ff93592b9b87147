import type { SMTPServerOptions } from 'smtp-server';
import { Authority } from '#test/certificates';
import { CONNECTIONS } from './smtp/connect.js';
import { MailServer } from './smtp/mail-server.fixtures.js';
import type { Server } from './smtp/server.js';
import { SmtpMailer } from './smtp-mailer.js';

const from = { name: '', address: 'orders@cleave.example' };
const mail = {
  id: 'order-confirmed.1',
  to: [{ name: 'Ada', address: 'ada@example.com' }],
  subject: 'Good news',
  text: 'It is confirmed.',
  html: undefined,
};
const signal = new AbortController().signal;
const auth = { user: 'cleave', pass: 'hunter2' };
const known: SMTPServerOptions = {
  authOptional: false,
  onAuth: ({ username, password }, _, answer) =>
    username === auth.user && password === auth.pass
      ? answer(null, { user: username })
      : answer(Object.assign(new Error('Invalid login'), { responseCode: 535 })),
};

describe('a mailer over SMTP', () => {
  let server: MailServer;
  let mailer: SmtpMailer;

  async function open(options: SMTPServerOptions = {}, wish: Partial<Server> = {}, deadlineMs = 10_000) {
    server = await new MailServer(options).start();
    const { port } = server;
    const plain = { host: '127.0.0.1', port, secure: false, requireTLS: false, auth: undefined };
    mailer = new SmtpMailer({ server: { ...plain, ...wish }, from, deadlineMs });
  }
  afterEach(async () => {
    await mailer.onApplicationShutdown();
    await server.kill();
  });
  const send = (to = 'ada@example.com', abort = signal) =>
    mailer.send({ ...mail, to: [{ name: 'Ada', address: to }] }, { signal: abort });

  it('logs in', async () => {
    await open({ ...known, allowInsecureAuth: true }, { auth });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(server.received).toHaveLength(1);
  });

  it('takes a password that is not known for no word about the e-mail, and does not tell it', async () => {
    await open({ ...known, allowInsecureAuth: true }, { auth: { ...auth, pass: 'hunter3' } });
    const failure = await send().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'Undelivered', why: 'away', message: expect.stringContaining('535') });
    expect(String(failure)).not.toContain('hunter3');
  });

  it('sends no password over a connection that is not encrypted', async () => {
    await open(known, { auth, requireTLS: true });
    await expect(send()).rejects.toMatchObject({ name: 'Undelivered', why: 'away' });
    expect(server.begun).toBe(0);
  });

  it.each([false, true])('trusts no certificate of somebody unknown (from the first byte: %s)', async (secure) => {
    const { cert, key } = new Authority('nobody').certify({ name: 'mail', hosts: ['127.0.0.1'] });
    await open({ cert, key, secure }, { secure });
    await expect(send()).rejects.toMatchObject({ name: 'Undelivered', why: 'away' });
    expect(server.begun).toBe(0);
  });

  it('knows a server that gives no answer from one that is away', async () => {
    await open({}, {}, 300);
    server.fates.push('silence');
    await expect(send()).rejects.toMatchObject({ why: 'silent' });
    await server.kill();
    await expect(send()).rejects.toMatchObject({ why: 'away' });
  });

  it('ends a call that is aborted, and goes on with the next one', async () => {
    await open();
    server.fates.push('silence');
    const abort = new AbortController();
    const given = send(undefined, abort.signal);
    const ended = expect(given).rejects.toMatchObject({ why: 'silent' });
    await until(() => server.received.length === 1);
    abort.abort(new Error('too late'));
    await ended;
    expect(await send()).toEqual({ kind: 'sent' });
  });

  it('sends a few at a time, and turns away at once what would wait for too long', async () => {
    await open({}, {}, 1_000);
    server.fates.push(...Array<'silence'>(CONNECTIONS).fill('silence'));
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => send()));
    const whys = outcomes.map((one) => (one.status === 'rejected' ? (one.reason as { why: string }).why : 'sent'));
    expect(whys.filter((why) => why === 'silent')).toHaveLength(CONNECTIONS);
    expect(whys.filter((why) => why === 'busy').length).toBeGreaterThan(50);
    expect(whys).not.toContain('away');
  });

  it('reads no file and fetches nothing that a text names', async () => {
    await open();
    const text = { path: '/etc/hostname' } as unknown as string;
    await expect(mailer.send({ ...mail, text }, { signal })).rejects.toMatchObject({
      message: expect.stringMatching(/file access/i),
    });
    expect(server.received).toEqual([]);
  });
});

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};
