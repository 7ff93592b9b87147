import type { Logger } from '@nestjs/common';
import type { Channels } from '#libs/keys';

/** What the connections of one process to a broker need. */
export interface BrokerOptions {
  readonly url: string;
  /** Begins the name of everything in the broker. */
  readonly prefix: string;
  readonly process: string;
  /** The keys between the contexts of this process and all others. */
  readonly channels: Channels;
  readonly logger: Logger;
}
