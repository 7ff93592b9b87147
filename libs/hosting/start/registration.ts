import type { Announced } from '#libs/discovery';
import { addressText } from '../placement/index.js';
import { idOf, type Seat } from '../seat.js';
import type { Share } from '../share.js';
import { version } from '../version.js';
import { LOOPBACK, reachedAt } from '../wires/advertised-host.js';

/** Where the parts of a process listen. */
export interface Listening {
  /** URL of health. */
  readonly management: string;
  /** For other processes; undefined: they use a broker, or there are none. */
  readonly port?: number;
  /** URL of the public API, where it is served. */
  readonly url?: string;
}

/**
 * What a process registers: each of its contexts at the port for other processes, and the door at that of the public API. The check of
 * all is the readiness of the process.
 *
 * @param host  under which others reach it
 */
export function registrationOf(
  seat: Seat,
  { contexts, door }: Share,
  host: string,
  { management, port, url }: Listening,
  settings: { readonly HOST: string; readonly CLEAVE_LISTEN_HOST?: string },
): readonly Announced[] {
  const health = reachedAt(settings.CLEAVE_LISTEN_HOST ?? LOOPBACK, host);
  const common = {
    id: idOf(seat),
    tags: [seat.process.name],
    meta: { version: version(), replica: seat.replica },
    check: { url: `http://${addressText({ host: health, port: portOf(management) })}/readyz` },
  };
  const own = Object.keys(contexts).map((context) => ({ ...common, context, host, port }));
  if (!door || !url) return own;
  return [...own, { ...common, context: door.name, host: reachedAt(settings.HOST, host), port: portOf(url) }];
}

const portOf = (url: string): number => Number(new URL(url).port || 80);
