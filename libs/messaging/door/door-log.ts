import { Logger } from '@nestjs/common';
import { about, failureOf, FoldedLog, traceIdOf } from '#libs/logging';
import type { Contract, Identity } from '../contract/index.js';
import type { Headers, Reply } from '../envelope.js';
import { Busy, isEnvironment, toWire } from '../errors.js';

/** How a log line identifies a message or request. */
export interface Subject {
  readonly id: string;
  readonly type: string;
  /** The key of the message, usually an order id. */
  readonly key: string;
  /** Undefined when they could not be parsed. */
  readonly headers?: Headers;
}

/** Lines of one kind; further ones are only counted. */
const MOST_LINES_A_MINUTE = 60;

/** The log of one context's door. Each line contains message and trace id, so that a client's trace id finds it. */
export class DoorLog {
  private readonly faults: FoldedLog;
  private readonly waits: FoldedLog;
  private readonly refusals: FoldedLog;
  private readonly acts: FoldedLog;

  constructor(context: string) {
    const logger = new Logger(`${context} door`);
    this.faults = new FoldedLog((line) => logger.error(line), MOST_LINES_A_MINUTE);
    this.waits = new FoldedLog((line) => logger.warn(line));
    this.refusals = new FoldedLog((line) => logger.warn(line), MOST_LINES_A_MINUTE);
    const audit = new Logger(`${context} audit`);
    this.acts = new FoldedLog((line) => audit.log(line), MOST_LINES_A_MINUTE);
  }

  /** Logs errors of this side, and is the only place that does; a refusal that the contract declares is a normal answer. */
  failed(subject: Subject, error: unknown): void {
    const { type } = subject;
    if (error instanceof Busy) return;
    if (isEnvironment(error))
      return this.waits.happened('environment', `${type} has to wait: ${(error as Error).message}${named(subject)}`);
    const { kind, code } = toWire(error);
    if (kind === 'fault')
      this.faults.happened(`${type} ${code}`, `${type} fails with ${code}: ${failureOf(error)}${named(subject)}`);
    if (code === 'message.forbidden')
      this.refusals.happened(`${type} ${code}`, `${(error as Error).message}${named(subject)}`);
  }

  /** The audit log: sign-ins and operators' commands, also refused ones. */
  audited(contract: Contract, { id, type, headers }: Subject, body: string, reply: Reply): void {
    const outcome = 'error' in reply ? reply.error.code : 'done';
    const said = saidOf(contract, body, reply, headers?.caller);
    if (!said) return;
    const who = { by: headers?.caller?.userId, role: headers?.caller?.role, source: headers?.source };
    const line = about({ ...who, ...said, trace: traceIdOf(headers?.traceparent), id });
    this.acts.happened(`${type} ${outcome}`, `${type}: ${outcome}${line}`);
  }
}

const named = ({ id, key, headers }: Subject): string =>
  about({ trace: traceIdOf(headers?.traceparent), key, id, source: headers?.source, user: headers?.caller?.userId });

/** Nothing of a request that does not match its contract, since it was refused before validation. */
function saidOf({ audit }: Contract, body: string, reply: Reply, caller: Identity | undefined) {
  try {
    const done = 'error' in reply ? undefined : JSON.parse(reply.body);
    return audit?.(JSON.parse(body) as never, done as never, caller);
  } catch {
    return undefined;
  }
}
