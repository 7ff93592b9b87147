import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { freePort } from '#libs/free-ports';
import { Authority } from '#test/certificates';
import { describeWithRabbitmq, TestRabbitmq, transportOver } from '#test/rabbitmq';
import { Inn, requestOf } from '../conformance/inn.fixtures.js';
import { rabbitmqConfig } from './config.js';
import { tlsOf } from './tls.js';

const folder = mkdtempSync(join(tmpdir(), 'cleave-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const company = new Authority('the company');
const stranger = new Authority('somebody else');
const CLEAVE_RABBITMQ_TLS_CA = file('ca', company.certificate);
const shown = (by: Authority, name: string): NodeJS.ProcessEnv => {
  const { cert, key } = by.certify({ name });
  return {
    CLEAVE_RABBITMQ_TLS_CERT: file(`${name}.cert`, cert),
    CLEAVE_RABBITMQ_TLS_KEY: file(`${name}.key`, key),
  };
};

describeWithRabbitmq('a RabbitMQ with amqps:, which asks for certificates', () => {
  let rabbitmq: TestRabbitmq;
  let url: string;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    const { cert, key } = company.certify({ name: 'rabbitmq', hosts: ['127.0.0.1'] });
    const port = await freePort();
    rabbitmq = await TestRabbitmq.start([
      `listeners.ssl.1 = 127.0.0.1:${port}`,
      `ssl_options.cacertfile = ${CLEAVE_RABBITMQ_TLS_CA}`,
      `ssl_options.certfile = ${file('server.cert', cert)}`,
      `ssl_options.keyfile = ${file('server.key', key)}`,
      'ssl_options.verify = verify_peer',
      'ssl_options.fail_if_no_peer_cert = true',
    ]);
    url = rabbitmq.url.replace(/^amqp:(.*):\d+/, `amqps:$1:${port}`);
  });
  afterAll(() => rabbitmq.stop());
  const over = (settings: NodeJS.ProcessEnv, to = url, process = 'one') =>
    transportOver(to, process, ['guest'], new Logger('rabbitmq'), settings);

  it('carries calls when both show one of the same authority', async () => {
    const settings = { CLEAVE_RABBITMQ_TLS_CA, ...shown(company, 'one') };
    const [one, inn] = [await over(settings), await over(settings, url, 'inn-1')];
    await inn.serve([new Inn('inn-1').server]);
    const reply = await one.carrierTo('inn').request(requestOf({ text: 'good evening' }, 10_000));
    expect(JSON.stringify(reply)).toContain('good evening');
    await Promise.all([one.close(), inn.close()]);
  });

  it.each<[string, string, () => NodeJS.ProcessEnv]>([
    [
      'the authority of a stranger',
      'self-signed certificate in certificate chain',
      () => ({ CLEAVE_RABBITMQ_TLS_CA: file('other', stranger.certificate), ...shown(company, 'one') }),
    ],
    ['no authority', 'self-signed certificate in certificate chain', () => shown(company, 'one')],
    ['no certificate to show', 'alert certificate required', () => ({ CLEAVE_RABBITMQ_TLS_CA })],
    [
      'a certificate of a stranger',
      'alert unknown ca',
      () => ({ CLEAVE_RABBITMQ_TLS_CA, ...shown(stranger, 'foreign') }),
    ],
  ])('with %s nobody connects, and is told why', async (_, reason, settings) => {
    await expect(over(settings())).rejects.toMatchObject({
      code: 'rabbitmq.untrusted',
      message: expect.stringMatching(
        new RegExp(
          `^RabbitMQ at 127\\.0\\.0\\.1:\\d+ cannot be talked to by TLS: .*${reason}; correct CLEAVE_RABBITMQ_TLS_… and RABBITMQ_URL\\.$`,
        ),
      ),
    });
  });

  it('under a name that is not in its certificate it is not trusted', async () => {
    const settings = { CLEAVE_RABBITMQ_TLS_CA, ...shown(company, 'one') };
    await expect(over(settings, url.replace('127.0.0.1', 'localhost'))).rejects.toMatchObject({
      code: 'rabbitmq.untrusted',
    });
  });
});

describe('the files for RabbitMQ', () => {
  const problemOf = (env: NodeJS.ProcessEnv) => () => Config.read([rabbitmqConfig], env);
  const RABBITMQ_URL = 'amqps://host';

  it('belong to amqps:, and a certificate to its key', () => {
    expect(problemOf({ RABBITMQ_URL: 'amqp://host', CLEAVE_RABBITMQ_TLS_CA })).toThrow('must begin with amqps:');
    expect(problemOf({ RABBITMQ_URL, CLEAVE_RABBITMQ_TLS_CERT: 'x' })).toThrow('must be set together');
    expect(problemOf({ RABBITMQ_URL, CLEAVE_RABBITMQ_TLS_CA })).not.toThrow();
  });

  it.each([
    ['/nowhere', 'ENOENT'],
    [file('empty', 'no certificate'), 'PEM'],
  ])('%s cannot be used, which is said', async (ca, reason) => {
    const config = Config.read([rabbitmqConfig], {
      RABBITMQ_URL,
      ...shown(company, 'two'),
      CLEAVE_RABBITMQ_TLS_CERT: ca,
    });
    await expect(tlsOf(config)).rejects.toMatchObject({
      code: 'rabbitmq.bad-certificate',
      message: expect.stringContaining(reason),
    });
  });
});
