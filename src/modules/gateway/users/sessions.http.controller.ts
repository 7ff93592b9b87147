import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticate } from '#shared/contracts/users';
import { Public } from '../auth/access.js';
import { AccessTokens, LIFETIME_SECONDS } from '../auth/access-tokens.js';
import { AccountLimits } from '../limits/account-limits.js';
import { Operation } from '../openapi/operation.js';
import { Caller, knownBy } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { Credentials, Session } from './users.schemas.js';

@Controller({ path: 'sessions', version: '1' })
export class SessionsHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly tokens: AccessTokens,
    private readonly limits: AccountLimits,
  ) {}

  /** Issues the token here, so that it is never stored: the reply that is kept for repetitions contains the user only. */
  @Post()
  @Public()
  @Operation({
    summary: 'Log in',
    description:
      'Exchanges an e-mail address and a password for an access token. Send it as `Authorization: Bearer <accessToken>`; it expires after `expiresIn` seconds, and then one signs in again.',
    sends: [Authenticate],
    replies: { 201: Session },
    headers: { 201: ['Set-Cookie'] },
  })
  async logIn(
    @Body({ schema: Credentials }) body: Credentials,
    @Caller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const identity = await this.limits.signIn(body.email, request, reply, () =>
      this.requests.once(new Authenticate(body), knownBy(caller, body)),
    );
    return {
      accessToken: await this.tokens.issue(identity),
      tokenType: 'Bearer',
      expiresIn: LIFETIME_SECONDS,
      user: { id: identity.userId, role: identity.role },
    };
  }
}
