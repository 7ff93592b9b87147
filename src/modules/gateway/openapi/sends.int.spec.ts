import { Body, Controller, Get, Patch } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { command, type ContractClass } from '#libs/messaging/contract';
import { GetPrices, ListProducts } from '#shared/contracts/inventory';
import { Public } from '../auth/access.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { gatewayApplication } from '../testing/gateway-application.js';
import { Operation } from './operation.js';

const Named = z.object({ name: z.string() }).meta({ id: 'Named' });
class Rename extends command('inventory.rename.v1', { payload: Named, from: ['gateway'] }) {}
const replies = { 200: z.unknown() };

@Controller('spec')
class SpecHttpController {
  constructor(private readonly requests: Requests) {}

  @Patch('renamed')
  @Public()
  @Operation({ summary: 'Sends a command', description: 'Of the spec.', sends: [Rename], replies })
  rename(@Body({ schema: Named }) body: { name: string }, @Caller() caller: Caller) {
    return this.requests.once(new Rename(body), caller);
  }

  @Get('undeclared')
  @Public()
  @Operation({ summary: 'Says that it sends nothing', description: 'Of the spec.', sends: [], replies })
  undeclared(@Caller() caller: Caller) {
    return this.requests.ask(new ListProducts({ limit: 1 }), caller);
  }

  @Patch('asked')
  @Public()
  @Operation({
    summary: 'Takes no key, though the document says so',
    description: 'Of the spec.',
    sends: [Rename],
    replies,
  })
  asked(@Caller() caller: Caller) {
    return this.requests.ask(new Rename({ name: 'Mug' }), caller);
  }

  @Get('prices')
  @Public()
  @Operation({
    summary: 'Sends what the gateway may not send',
    description: 'Of the spec.',
    // @ts-expect-error only orders may ask for prices: the gateway is missing in `from` of the contract
    sends: [GetPrices],
    replies,
  })
  prices(@Caller() caller: Caller) {
    // @ts-expect-error for the same reason
    return this.requests.ask(new GetPrices({ productIds: [] }), caller);
  }
}

let gateway: Awaited<ReturnType<typeof gatewayApplication>>;
beforeAll(async () => (gateway = await gatewayApplication({}, [SpecHttpController])));
afterAll(() => gateway.app.close());

describe('what a route sends and what its document says are the same', () => {
  it('a PATCH that takes an Idempotency-Key says so, as every route that sends a command', async () => {
    const document = (await gateway.app.inject({ url: '/openapi.json' })).json<OpenAPIObject>();
    const { parameters, responses } = document.paths['/spec/renamed']!.patch!;
    expect(parameters).toMatchObject([{ name: 'Idempotency-Key', required: false }]);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['409', '413', '415', '422']));
  });

  const answers = (contract: ContractClass) => gateway.bus.answer(contract, {});
  it.each([
    ['sends what its @Operation does not declare', 'GET', 'undeclared', ListProducts],
    ['asks a command, for which no key would be taken', 'PATCH', 'asked', Rename],
  ] as const)(
    'a route that %s is an error when it is called, and sends nothing',
    async (_, method, route, contract) => {
      answers(contract);
      const reply = await gateway.app.inject({ method, url: `/spec/${route}` });
      expect(reply.statusCode).toBe(500);
      expect(gateway.bus.asked).toEqual([]);
    },
  );

  it('a route that sends what it declares is none', async () => {
    answers(Rename);
    const reply = await gateway.app.inject({ method: 'PATCH', url: '/spec/renamed', payload: { name: 'Mug' } });
    expect(reply.statusCode).toBe(200);
  });
});
