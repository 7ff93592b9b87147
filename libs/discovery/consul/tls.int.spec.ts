import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#libs/free-ports';
import { Authority } from '#test/certificates';
import { describeWithConsul, TestConsul } from '#test/consul';
import { ConsulLab } from './consul-lab.fixtures.js';

describeWithConsul('a Consul with certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-consul-tls-'));
  const authority = new Authority('the company');
  const path = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const equip = (name: string, hosts: readonly string[], by = authority) => {
    const { cert, key } = by.certify({ name, hosts });
    return { ca: path(`${name}.ca`, by.certificate), cert: path(`${name}.cert`, cert), key: path(`${name}.key`, key) };
  };
  const agent = equip('agent', ['consul.example']);
  const client = equip('client', []);
  const foreign = equip('foreign', [], new Authority('somebody else'));
  const socket = join(folder, 'consul.sock');
  let consul: TestConsul;
  let https: number;
  beforeAll(async () => {
    https = await freePort();
    const defaults = { ca_file: agent.ca, cert_file: agent.cert, key_file: agent.key };
    const config = {
      ports: { https },
      addresses: { http: `127.0.0.1 unix://${socket}` },
      tls: { defaults, https: { verify_incoming: true } },
    };
    consul = await TestConsul.start({ config });
  });
  afterAll(async () => {
    await consul?.stop();
    rmSync(folder, { recursive: true });
  });

  const whole = {
    CONSUL_CACERT: agent.ca,
    CONSUL_CLIENT_CERT: client.cert,
    CONSUL_CLIENT_KEY: client.key,
    CONSUL_TLS_SERVER_NAME: 'consul.example',
  };
  const opened = async (env: NodeJS.ProcessEnv) => {
    const lab = new ConsulLab({ env: { CONSUL_HTTP_ADDR: `https://127.0.0.1:${https}`, ...env } });
    const registry = await lab.open('orders');
    await lab.close();
    return registry.trouble() ?? 'good';
  };

  it.each([
    ['by https://', {}],
    ['by CONSUL_HTTP_SSL', () => ({ CONSUL_HTTP_ADDR: `127.0.0.1:${https}`, CONSUL_HTTP_SSL: '1' })],
    [
      'by CONSUL_HTTP_SSL also at http://',
      () => ({ CONSUL_HTTP_ADDR: `http://127.0.0.1:${https}`, CONSUL_HTTP_SSL: '1' }),
    ],
    ['without a look at its certificate', { CONSUL_CACERT: undefined, CONSUL_HTTP_SSL_VERIFY: 'false' }],
  ])('answers %s', async (_, env) => {
    expect(await opened({ ...whole, ...(typeof env === 'function' ? env() : env) })).toBe('good');
  });

  it('answers at a socket', async () => {
    expect(await opened({ CONSUL_HTTP_ADDR: `unix://${socket}` })).toBe('good');
  });

  it.each([
    ['a foreign authority', { CONSUL_CACERT: foreign.ca }, /^The certificate of Consul at .* is not accepted/],
    ['no authority', { CONSUL_CACERT: undefined }, /set CONSUL_CACERT to the authority that signed it/],
    ['another name', { CONSUL_TLS_SERVER_NAME: 'other.example' }, /or CONSUL_TLS_SERVER_NAME to the name in it/],
    ['a file that is none', { CONSUL_CACERT: '/nowhere' }, /cannot be used: ENOENT/],
  ])('says what to change to a process with %s', async (_, env, message) => {
    await expect(opened({ ...whole, ...env })).rejects.toMatchObject({
      code: 'consul.certificate',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['no certificate', { CONSUL_CLIENT_CERT: undefined, CONSUL_CLIENT_KEY: undefined }],
    ['a foreign certificate', { CONSUL_CLIENT_CERT: foreign.cert, CONSUL_CLIENT_KEY: foreign.key }],
  ])('refuses a process with %s', async (_, env) => {
    await expect(opened({ ...whole, ...env })).rejects.toMatchObject({
      code: 'consul.unreachable',
      message: expect.stringContaining('refuses CONSUL_CLIENT_CERT, or that there is none'),
    });
  });

  it('is asked for nothing in plain text', async () => {
    await expect(opened({ CONSUL_HTTP_ADDR: `127.0.0.1:${https}` })).rejects.toMatchObject({
      code: 'consul.refused',
      message: expect.stringContaining('Client sent an HTTP request to an HTTPS server'),
    });
  });
});
