import type { LoggerService } from '@nestjs/common';
import { waitFor } from '#test/wait-for';
import { frameOf, Inn, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import type { Transport } from '../transport.js';

const nothing = (): void => undefined;
const SILENT: LoggerService = { debug: nothing, log: nothing, warn: nothing, error: nothing };

/** An inn and its guest over a broker into which anything is thrown. */
export class PeltedInn {
  readonly inn = new Inn('inn-1');
  private readonly broken: unknown[] = [];
  private readonly note = (error: unknown): void => void this.broken.push(error);

  private constructor(
    private readonly served: Transport,
    readonly guest: Transport,
  ) {
    process.on('unhandledRejection', this.note).on('uncaughtException', this.note);
  }

  static async open(open: (process: string, logger: LoggerService) => Promise<Transport>): Promise<PeltedInn> {
    const pelted = new PeltedInn(...(await Promise.all([open('inn-1', SILENT), open('guest-1', SILENT)])));
    await pelted.served.serve([pelted.inn.server]);
    return pelted;
  }

  /** Nothing has ended a process or a worker: what is called now is served. */
  async goesOn(): Promise<void> {
    await waitFor(async () => {
      const replies = await Promise.allSettled([
        this.guest.carrierTo('inn').request(requestOf({ text: 'later' }, 2_000)),
        this.guest.carrierTo('inn').deliver(frameOf([messageOf({ text: 'later' })], 2_000)),
      ]);
      return replies.every(({ status }) => status === 'fulfilled') ? undefined : 'a later call is not answered';
    });
    expect(this.broken).toEqual([]);
  }

  async close(): Promise<void> {
    await Promise.all([this.served.close(), this.guest.close()]);
    process.off('unhandledRejection', this.note).off('uncaughtException', this.note);
  }
}
