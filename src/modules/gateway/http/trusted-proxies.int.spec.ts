import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { clientAddress } from '#libs/hosting/http';
import { Public } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import * as well from '../testing/answers.js';
import { gatewayApplication } from '../testing/gateway-application.js';

@Controller('whoami')
class WhoHttpController {
  @Get()
  @Public()
  @Operation({ summary: 'Who asks', description: 'Of the spec.', replies: { 200: z.unknown() } })
  show(@Req() request: FastifyRequest) {
    return { address: clientAddress(request), identity: request.identity };
  }
}

/** All that clients and proxies write to say where a request comes from, and for whom. */
const CLAIMS = {
  'x-forwarded-for': '198.51.100.1',
  'x-real-ip': '198.51.100.2',
  'x-client-ip': '198.51.100.3',
  'cf-connecting-ip': '198.51.100.4',
  'true-client-ip': '198.51.100.5',
  forwarded: 'for=198.51.100.6;proto=https',
  'x-user-id': well.oscarId,
  'x-role': 'admin',
};

type Gateway = Awaited<ReturnType<typeof gatewayApplication>>;

const whoIs = async ({ app }: Gateway, remoteAddress: string, headers: Record<string, string>) =>
  (await app.inject({ url: '/whoami', remoteAddress, headers })).json<{ address: string; identity: unknown }>();

describe('without a trusted proxy', () => {
  let gateway: Gateway;
  beforeAll(async () => (gateway = await gatewayApplication({}, [WhoHttpController])));
  afterAll(() => gateway.app.close());

  it.each(Object.entries(CLAIMS))('%s changes neither the address nor the identity', async (name, claim) => {
    const reply = await whoIs(gateway, '203.0.113.9', { [name]: claim });
    expect(reply).toEqual({ address: '203.0.113.9', identity: null });
  });

  it('an IPv4 client of a dual-stack socket is the same client', async () => {
    expect(await whoIs(gateway, '::ffff:203.0.113.9', {})).toMatchObject({ address: '203.0.113.9' });
  });
});

describe('behind trusted proxies', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await gatewayApplication({}, [WhoHttpController], { trustedProxies: ['192.0.2.0/24', 'fd00::/8'] });
  });
  afterAll(() => gateway.app.close());
  const from = (remoteAddress: string, forwarded: string) =>
    whoIs(gateway, remoteAddress, { ...CLAIMS, 'x-forwarded-for': forwarded });

  it.each([
    ['a proxy', '192.0.2.1', '203.0.113.9', '203.0.113.9'],
    ['a proxy that connects to a dual-stack socket', '::ffff:192.0.2.1', '203.0.113.9', '203.0.113.9'],
    ['two proxies', '192.0.2.1', '203.0.113.9, fd00::1', '203.0.113.9'],
    ['a proxy that has passed on what the client had invented', '192.0.2.1', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['a client that is no proxy', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['a proxy that wrote no address', '192.0.2.1', 'unknown', '192.0.2.1'],
  ])('the address is the last one that no proxy has: %s', async (_, remoteAddress, forwarded, address) =>
    expect(await from(remoteAddress, forwarded)).toEqual({ address, identity: null }),
  );
});
