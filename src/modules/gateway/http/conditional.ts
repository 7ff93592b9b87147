import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { entityTag, namesTag, versionedTag } from './entity-tag.js';

export const CONDITIONAL = 'conditional';

/** Who may keep the answer; whoever does asks each time whether it still holds. */
export type Keeper = 'public' | 'private';

/**
 * Gives a GET an entity tag, and answers 304 without a body to a client that has this answer already (`If-None-Match`). A refusal, also
 * of a caller without access, comes before: it is no representation. `private`: only the client itself may keep it, no shared cache.
 */
export const Conditional = (keeper: Keeper): MethodDecorator => conditional(keeper, entityTag);

/** The same for an answer with a `version`, which its tag contains: `If-Match` of a change is about that. */
export const ConditionalByVersion = (keeper: Keeper): MethodDecorator => conditional(keeper, versionedTag);

type TagOf = (body: string, shown: { readonly version: number }) => string;

const conditional = (keeper: Keeper, tagOf: TagOf): MethodDecorator =>
  applyDecorators(
    SetMetadata(CONDITIONAL, keeper),
    UseInterceptors(new ConditionalAnswer(`${keeper}, no-cache`, tagOf)),
  );

class ConditionalAnswer implements NestInterceptor {
  constructor(
    private readonly cacheControl: string,
    private readonly tagOf: TagOf,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<string | undefined> {
    const request = context.getArgByIndex<FastifyRequest>(0);
    const reply = context.getArgByIndex<FastifyReply>(1);
    return next.handle().pipe(
      map((shown: { version: number }) => {
        const body = JSON.stringify(shown);
        return this.answer(body, this.tagOf(body, shown), request, reply);
      }),
    );
  }

  private answer(body: string, etag: string, { headers }: FastifyRequest, reply: FastifyReply): string | undefined {
    reply.headers({ etag, 'cache-control': this.cacheControl });
    if (namesTag(headers['if-none-match'], etag)) return void reply.status(304);
    reply.type('application/json; charset=utf-8');
    return body;
  }
}
