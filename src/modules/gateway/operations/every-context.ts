import { Inject, Injectable, Logger } from '@nestjs/common';
import { FoldedLog, traceIdOf } from '#libs/logging';
import { HOST, type Host } from '#libs/messaging';
import { Refusal, type ReplyOf } from '#libs/messaging/contract';
import { Problem } from '../problems/problem.js';
import type { Caller } from '../requests/caller.js';
import { Requests, type Ours } from '../requests/requests.js';

/** A context that needs longer, or cannot be reached, is listed as missing, so that it does not delay the others' answers. */
const PATIENCE_MS = 3_000;

/** The answers by context, and the contexts that did not answer. */
export interface Answers<Reply> {
  readonly answers: readonly { readonly context: string; readonly reply: Reply }[];
  readonly missing: readonly string[];
}

/** Sends the same request to every context and leaves out those that do not answer in time. */
@Injectable()
export class EveryContext {
  private readonly names: readonly string[];
  private readonly log = new FoldedLog((text, fields) => new Logger('operations').warn(text, fields));

  constructor(
    private readonly requests: Requests,
    @Inject(HOST) { directory }: Pick<Host, 'directory'>,
  ) {
    this.names = directory.contexts;
  }

  /** Rejects with any error other than a missing answer: every context would refuse the request for the same reason. */
  async ask<M extends Ours>(query: M, caller: Caller): Promise<Answers<ReplyOf<M>>> {
    const all = await Promise.all(
      this.names.map(async (context) => ({ context, reply: await this.replyOf(context, query, caller) })),
    );
    return {
      answers: all.filter((one): one is { context: string; reply: ReplyOf<M> } => one.reply !== undefined),
      missing: all.filter(({ reply }) => reply === undefined).map(({ context }) => context),
    };
  }

  /** Throws a 404 for an unknown name. */
  check(context: string): void {
    if (!this.names.includes(context)) throw new Problem(404, 'ops.no-such-context');
  }

  /** What one of them answers; undefined when it does not answer in time. */
  replyOf<M extends Ours>(to: string, query: M, caller: Caller): Promise<ReplyOf<M> | undefined> {
    return this.requests
      .ask(query, caller, { to, deadlineMs: PATIENCE_MS, patience: 'none' })
      .catch((error: unknown) => {
        if (error instanceof Refusal && ['unavailable', 'fault'].includes(error.kind))
          return this.missed(to, error, caller);
        throw error;
      });
  }

  private missed(context: string, error: Refusal, { traceparent }: Caller): undefined {
    const line = `goes on without ${context}: ${error.code} ${error.message}`;
    this.log.happened(context, line, { trace_id: traceIdOf(traceparent) });
  }
}
