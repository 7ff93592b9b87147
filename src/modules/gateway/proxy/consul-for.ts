import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import type { Discovery } from '#libs/discovery';
import type { RouteTable } from '#libs/hosting/routes';

/** Follows the services in Consul that these routes name; undefined: they name none, and nothing of it is loaded. */
export async function consulFor({ routes }: RouteTable): Promise<Discovery | undefined> {
  const services = [...new Set(routes.flatMap(({ to }) => to.consul ?? []))];
  if (!services.length) return undefined;
  const { consulConfig, openConsul } = await import('#libs/discovery/consul');
  const settings = Config.read([consulConfig]).get(consulConfig);
  return openConsul({ settings, services, logger: new Logger('proxy') });
}
