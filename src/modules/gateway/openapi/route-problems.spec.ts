import { Controller, Get, Module, Post } from '@nestjs/common';
import { z } from 'zod';
import { Public, Roles, SignedIn } from '../auth/access.js';
import { GatewayModule } from '../gateway.module.js';
import { Operation } from './operation.js';
import { routeProblems } from './route-problems.js';

const Described = () =>
  Operation({ summary: 'Something', description: 'Of the spec.', replies: { 200: z.object({}) } });

@Controller('open')
class OpenController {
  @Get() @Public() @Described() list() {}
  @Get('mine') @SignedIn() @Described() mine() {}
  @Post() @Described() add() {}
  @Post('secret') @Roles('operator') hide() {}
}
@Controller('closed')
@Roles('operator')
class ClosedController {
  @Get() @Described() list() {}
  @Post() add() {}
}
@Module({ controllers: [OpenController, ClosedController] })
class SomeModule {}

const placeOf = (type: string, member: string) => `src/${type}.ts#${member}`;

it('a route without a rule or without a description is named, with its place and what to write', () => {
  expect(routeProblems(SomeModule, placeOf)).toEqual([
    'src/OpenController.ts#add: OpenController.add does not say who may call it: write @Public(), @SignedIn() or @Roles(…) above it',
    'src/OpenController.ts#hide: OpenController.hide is not documented: write @Operation({ summary, sends, replies }) above it',
    'src/ClosedController.ts#add: ClosedController.add is not documented: write @Operation({ summary, sends, replies }) above it',
  ]);
});

it('ours have both', () => {
  expect(routeProblems(GatewayModule, placeOf)).toEqual([]);
});

it('a class cannot open all of its routes, also those that are added to it later', () => {
  // @ts-expect-error @SignedIn stands above a method
  @SignedIn()
  class Opened {}
  // @ts-expect-error @Public stands above a method
  @Public()
  class Open {}
  expect([Opened, Open]).toHaveLength(2);
});
