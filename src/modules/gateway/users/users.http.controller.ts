import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GetUser, RegisterUser } from '#shared/contracts/users';
import { Public, SignedIn } from '../auth/access.js';
import { AccountLimits } from '../limits/account-limits.js';
import { Operation } from '../openapi/operation.js';
import { Caller, knownBy, signedIn } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { Me, NewUser, User } from './users.schemas.js';

@Controller({ path: 'users', version: '1' })
export class UsersHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly limits: AccountLimits,
  ) {}

  @Post()
  @Public()
  @Operation({
    summary: 'Register',
    description: 'Makes an account, which is a customer. An e-mail address has one account, whatever its case.',
    sends: [RegisterUser],
    replies: { 201: User },
  })
  async register(@Body({ schema: NewUser }) body: NewUser, @Caller() caller: Caller, @Req() request: FastifyRequest) {
    await this.limits.checkRegistration(body.email, request);
    return this.requests.once(new RegisterUser(body), knownBy(caller, body));
  }

  @Get('me')
  @SignedIn()
  @Operation({
    summary: 'Who I am',
    description: 'The account of the access token.',
    sends: [GetUser],
    replies: { 200: Me },
  })
  me(@Caller() caller: Caller) {
    return this.requests.ask(new GetUser({ id: signedIn(caller).userId }), caller);
  }
}
