import { Injectable } from '@nestjs/common';
import { Refusal, type ReplyOf } from '#libs/messaging/contract';
import { WideEventField } from '#libs/telemetry/nest-otel';
import { ListProducts } from '#shared/contracts/inventory';
import type { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import type { PageQuery } from '../requests/schemas.js';
import { KeptPages } from './kept-pages.js';

/** With an older page at hand nobody waits long: not at all for a context that is away, and not the usual deadline for one that is slow. */
const BRIEFLY = { patience: 'none', deadlineMs: 1_000 } as const;

type Page = ReplyOf<ListProducts>;
export interface ShownPage {
  readonly page: Page & { readonly stale?: true };
  /** Seconds since inventory gave it; absent when it was given now. */
  readonly age?: number;
}

/** The catalogue. While inventory is away, each process shows the last page that inventory gave to the same question, for up to an hour. */
@Injectable()
export class ProductPages {
  private readonly kept = new KeptPages<Page>();

  constructor(private readonly requests: Requests) {}

  @WideEventField('cleave.rows', ({ page }: ShownPage) => page.data.length)
  async page(query: PageQuery, caller: Caller): Promise<ShownPage> {
    const key = `${query.limit} ${query.cursor ?? ''}`;
    const kept = this.kept.get(key);
    try {
      const page = await this.requests.ask(new ListProducts(query), caller, kept && BRIEFLY);
      this.kept.set(key, page);
      return { page };
    } catch (error) {
      if (!kept || !isAbsence(error)) throw error;
      const age = Math.floor((performance.now() - kept.since) / 1_000);
      return { page: { ...kept.page, stale: true }, age };
    }
  }
}

/** Inventory did not answer; a refusal of the request or a fault is an answer. */
const isAbsence = (error: unknown): boolean => error instanceof Refusal && error.kind === 'unavailable';
