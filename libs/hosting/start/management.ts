import type { Telemetry } from '#libs/telemetry';
import { hostingConfig } from '../config.js';
import { HealthModule } from '../health/health.module.js';
import type { Readiness } from '../health/readiness.js';
import { httpApp, listen, type HttpLimits } from '../http/index.js';
import { serveLogLevels } from '../log-level/server/index.js';
import { emitterOf, entryOf, type Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';
import { serveMetrics } from './metrics-route.js';
import type { Settings } from './settings.js';

/** Limits for probes and people; a stop does not wait for them. */
const LIMITS: HttpLimits = {
  keepAliveMs: 72_000,
  requestMs: 5_000,
  connections: 128,
  answerMs: 5_000,
  unreadBytes: 4 * 1024 * 1024,
};

/** Serves health and metrics on a port of its own from the beginning of the start to the end of the stop, while the process is alive but not ready. */
export async function startManagement(
  seat: Seat,
  readiness: Readiness,
  { config, logger, keys }: Settings,
  shutdown: Shutdown,
  telemetry?: Telemetry,
): Promise<string> {
  const port = entryOf(seat, seat.process.management, 'management ports');
  const { app } = await httpApp({
    module: HealthModule.for(readiness),
    logger,
    limits: LIMITS,
    farewellMs: 0,
    configure: (management) => {
      serveMetrics(management, telemetry);
      serveLogLevels(management, logger, keys, emitterOf(seat));
    },
  });
  shutdown.add('the health port', () => app.close());
  const { CLEAVE_MANAGEMENT_PORT, CLEAVE_LISTEN_HOST = '127.0.0.1' } = config.get(hostingConfig);
  return listen(app, port ?? CLEAVE_MANAGEMENT_PORT, CLEAVE_LISTEN_HOST, 'CLEAVE_MANAGEMENT_PORT');
}
