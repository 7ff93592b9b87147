import type { FactoryProvider } from '@nestjs/common';
import { Config } from '#libs/config';
import { Staff } from '../ports/staff.js';
import { addressesIn } from './smtp/addresses.js';
import { mailConfig } from './smtp/config.js';

/** As configured. */
export const staff: FactoryProvider<Staff> = {
  provide: Staff,
  useFactory: () => ({
    addresses: addressesIn(Config.read([mailConfig]).get(mailConfig).CLEAVE_STAFF_MAIL ?? '') ?? [],
  }),
};
