import { Config } from '#libs/config';
import { LAST_EXPORT_MS, startTelemetry, telemetryConfig, type Telemetry } from '#libs/telemetry';
import type { Check } from '../health/readiness.js';
import { idOf, type Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';
import { version } from '../version.js';

/**
 * Starts the telemetry of this process where `OTEL_*` asks for it. Called before its modules are loaded, since their decorators look
 * whether there is any, and stopped after everything else. Throws ConfigurationError.
 */
export async function telemetryFor(seat: Seat, shutdown: Shutdown): Promise<Telemetry | undefined> {
  const settings = Config.read([telemetryConfig]).get(telemetryConfig);
  const emitter = { process: seat.process.name, instance: idOf(seat), version: version() };
  const telemetry = await startTelemetry(settings, emitter);
  if (telemetry) shutdown.add('the last export of telemetry', () => telemetry.stop(), LAST_EXPORT_MS);
  return telemetry;
}

/** What the health report says of telemetry. It never makes a process unready: orders matter more than their traces. */
export const telemetryChecks = (telemetry: Telemetry | undefined): readonly Check[] =>
  telemetry ? [{ name: 'telemetry', reason: () => undefined, details: () => telemetry.details() }] : [];
