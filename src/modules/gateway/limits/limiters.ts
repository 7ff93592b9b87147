import { Logger, type FactoryProvider, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '#libs/config';
import { Limiter, sharedCounts, type Limit, type SharedCounts } from '#libs/limits';
import { redisConfig } from '#libs/messaging/transports';
import { limitsConfig } from './config.js';

/** Makes the limiters of this process. With REDIS_URL they share their counts with those of the other gateways. */
export class Limiters implements OnApplicationShutdown {
  readonly areOn: boolean;
  readonly limits: NonNullable<(typeof limitsConfig)['values']>;

  constructor(
    config: Config,
    private readonly counts?: SharedCounts,
  ) {
    this.limits = config.get(limitsConfig);
    this.areOn = this.limits.CLEAVE_RATE_LIMITS;
  }

  static readonly provider: FactoryProvider<Limiters> = {
    provide: Limiters,
    inject: [Config],
    useFactory: async (config: Config) => {
      const { REDIS_URL: url, CLEAVE_REDIS_PREFIX: prefix } = config.get(redisConfig);
      const isShared = url !== undefined && config.get(limitsConfig).CLEAVE_RATE_LIMITS;
      return new Limiters(
        config,
        isShared ? await sharedCounts({ url, prefix, logger: new Logger('limits') }) : undefined,
      );
    },
  };

  make(name: string, limit: Limit): Limiter {
    return new Limiter(name, limit, { shared: this.counts?.of(name, limit) });
  }

  onApplicationShutdown(): void {
    this.counts?.close();
  }
}
