import { setTimeout as pause } from 'node:timers/promises';
import { type Api, customer, operator, orderOf, type Page, stocked } from '#test/api';
import type { System } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { waitFor } from '#test/wait-for';

/** Between two visits of one client. */
const PAUSE_MS = 50;

export interface Found {
  readonly id: string;
  readonly status: string;
  readonly payment?: string;
}

/** Customers who order, and somebody who searches all the while. */
export class Shop {
  readonly placed: string[] = [];
  /** Every answer to a search that was not 200. */
  readonly failed: string[] = [];
  searches = 0;
  private isOver = false;
  private clients: Promise<void>[] = [];

  private constructor(
    private readonly staff: Api,
    private readonly ada: Api,
    private readonly mug: { readonly id: string },
  ) {}

  static async open(system: System): Promise<Shop> {
    const staff = await operator(system);
    return new Shop(staff, await customer(system), await stocked(staff, 100_000));
  }

  async order(): Promise<string> {
    const { body, status, text } = await this.ada.orderAndWait(orderOf(this.mug, 1));
    if (!body.id) throw new Error(`no order: ${status} ${text}`);
    this.placed.push(body.id);
    return body.id;
  }

  async search(query = ''): Promise<readonly Found[]> {
    const { status, text, body } = await this.staff.get<Page<Found>>(`/v1/orders/search?limit=100${query}`);
    this.searches++;
    if (status !== 200) this.failed.push(`${status} ${text}`);
    return body.data ?? [];
  }

  /** Until `end`, one orders and one searches. */
  begin(): void {
    const again = async (visit: () => Promise<unknown>) => {
      while (!this.isOver) {
        await visit();
        await pause(PAUSE_MS);
      }
    };
    this.clients = [again(() => this.order()), again(() => this.search())];
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }
}

/** Runs `cleave projection …`. Throws when it does not end with this code. */
export async function projection(system: System, args: readonly string[], code: number | null = 0): Promise<string> {
  const ended = await cleaveCommand(system, ['projection', ...args]);
  if (ended.code !== code)
    throw new Error(`cleave projection ${args.join(' ')}: ${ended.code} ${ended.stderr} ${ended.stdout}`);
  return ended.stdout;
}

export interface Copy {
  readonly copy: number;
  readonly state: string;
  readonly shape: number;
  readonly codeShape: number;
  readonly filled: number;
  readonly isFilled: boolean;
}
export const copiesOf = async (system: System): Promise<readonly Copy[]> =>
  (JSON.parse(await projection(system, ['ls', '--json'])) as { data: readonly Copy[] }).data;

/** Waits until the copies are in these states. */
export const copiesBecome = (system: System, ...states: readonly string[]): Promise<void> =>
  waitFor(async () => {
    const copies = await copiesOf(system);
    const now = copies.map(({ copy, state, isFilled }) => `${copy} ${state}${isFilled ? '' : ', filling'}`);
    return now.join() === states.join() ? undefined : now.join();
  });
