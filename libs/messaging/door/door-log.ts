import { Logger } from '@nestjs/common';
import { failureOf, FoldedLog, spanIdOf, traceIdOf, type Fields } from '#libs/logging';
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
  /** How often it was sent, this time included. */
  readonly sends: number;
  /** Set for a request, whose caller is told what happens to it. */
  readonly request?: object;
}

/** Lines of one kind; further ones are only counted. */
const MOST_LINES_A_MINUTE = 60;

/**
 * The log of one context's door: one line for each message that failed, and for each request that failed by a fault of this side. It has
 * the ids of message and trace, so that a client's trace id finds it.
 */
export class DoorLog {
  private readonly faults: FoldedLog;
  private readonly waits: FoldedLog;
  private readonly refusals: FoldedLog;
  private readonly acts: FoldedLog;

  constructor(context: string) {
    const logger = new Logger(`${context} door`);
    this.faults = new FoldedLog((text, fields) => logger.error(text, fields), MOST_LINES_A_MINUTE);
    this.waits = new FoldedLog((text, fields) => logger.warn(text, fields));
    this.refusals = new FoldedLog((text, fields) => logger.warn(text, fields), MOST_LINES_A_MINUTE);
    const audit = new Logger(`${context} audit`);
    this.acts = new FoldedLog((text, fields) => audit.log(text, fields), MOST_LINES_A_MINUTE);
  }

  /**
   * Logs errors of this side, and is the only place that does. A refusal that the contract declares is a normal answer to a request; of a
   * message it is told, since nobody waits for an answer.
   */
  failed(subject: Subject, error: unknown): void {
    if (error instanceof Busy) return;
    const { type } = subject;
    const { kind, code } = toWire(error);
    const [why, fields, which] = [(error as Error).message, fieldsOf(subject, code), `${type} ${code}`];
    if (isEnvironment(error)) this.waits.happened('environment', `${type} has to wait: ${why}`, fields);
    else if (kind === 'fault') this.faults.happened(which, `${type} fails with ${code}: ${failureOf(error)}`, fields);
    else if (code === 'message.forbidden') this.refusals.happened(which, why, fields);
    else if (!subject.request) this.refusals.happened(which, `${type} is refused with ${code}: ${why}`, fields);
  }

  /** The audit log: sign-ins and operators' commands, also refused ones. */
  audited(contract: Contract, { id, type, headers }: Subject, body: string, reply: Reply): void {
    const outcome = 'error' in reply ? reply.error.code : 'done';
    const said = saidOf(contract, body, reply, headers?.caller);
    if (!said) return;
    const who = { by: headers?.caller?.userId, role: headers?.caller?.role, source: headers?.source };
    const fields = { ...who, ...said, trace_id: traceIdOf(headers?.traceparent), id };
    this.acts.happened(`${type} ${outcome}`, `${type}: ${outcome}`, fields);
  }
}

const fieldsOf = ({ id, type, key, headers, sends }: Subject, code: string): Fields => ({
  type,
  code,
  trace_id: traceIdOf(headers?.traceparent),
  span_id: spanIdOf(headers?.traceparent),
  key,
  id,
  source: headers?.source,
  user: headers?.caller?.userId,
  sends,
});

/** Nothing of a request that does not match its contract, since it was refused before validation. */
function saidOf({ audit }: Contract, body: string, reply: Reply, caller: Identity | undefined) {
  try {
    const done = 'error' in reply ? undefined : JSON.parse(reply.body);
    return audit?.(JSON.parse(body) as never, done as never, caller);
  } catch {
    return undefined;
  }
}
