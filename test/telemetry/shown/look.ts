import type { Evidence } from './evidence.js';
import { increase, matching, type Sample, scrape } from './scrape.js';
import type { Stage, Traced } from './stage.js';

interface Letter {
  readonly id: string;
  readonly key: string;
  readonly type: string;
}

/** Looks for what a fault has left. */
export class Look {
  private constructor(
    private readonly stage: Stage,
    private readonly before: readonly Sample[],
  ) {}

  /** Whatever comes from now on counts. */
  static async from(stage: Stage): Promise<Look> {
    stage.listen();
    return new Look(stage, await scrape(stage.cleave.managements));
  }

  /** What of it cannot be seen yet. */
  async missing(evidence: Evidence, order: Traced | undefined): Promise<string | undefined> {
    return (await this.isSeen(evidence, order)) ? undefined : `not seen: ${JSON.stringify(evidence, asText)}`;
  }

  private async isSeen(evidence: Evidence, order: Traced | undefined): Promise<boolean> {
    if ('line' in evidence) return this.isSaid(evidence.line, evidence.ofOrder ? order! : undefined);
    if ('deadLetter' in evidence) return this.isDead(evidence.deadLetter, order!);
    if ('span' in evidence) return this.isTraced(evidence.span, evidence.like, order!);
    const now = await scrape(this.stage.cleave.managements);
    if ('counts' in evidence) return increase(this.before, now, evidence.counts, evidence.labels) > 0;
    const values = matching(now, evidence.gauge, evidence.labels).map(({ value }) => value);
    return evidence.is === '0' ? values.includes(0) : values.some((value) => value > 0);
  }

  private isSaid(line: RegExp, order: Traced | undefined): boolean {
    const said = this.stage.lines.filter((one) => line.test(one));
    return said.some((one) => !order || one.includes(order.id) || one.includes(order.traceId));
  }

  private isTraced(span: string, like: RegExp | undefined, { traceId }: Traced): boolean {
    const spans = this.stage.otlp.trace(traceId).named(span);
    return spans.some((one) => !like || like.test(JSON.stringify(one)));
  }

  /** Parked under the order, and still a part of what its request has caused. */
  private async isDead(type: string, { id, traceId }: Traced): Promise<boolean> {
    const { staff, otlp } = this.stage;
    const [sender] = type.split('.');
    const path = `/v1/ops/dead-letters/${sender}`;
    const letters = (await staff.get<{ data: readonly Letter[] }>(path)).body.data;
    const letter = letters.find((one) => one.key === id && one.type === type);
    if (!letter) return false;
    const { headers } = (await staff.get<{ headers: { correlationid: string } }>(`${path}/${letter.id}?body=false`))
      .body;
    const known = otlp.trace(traceId).spans.map((one) => one.attributes['messaging.message.conversation_id']);
    return known.includes(headers.correlationid);
  }
}

const asText = (_: string, value: unknown): unknown => (value instanceof RegExp ? value.source : value);
