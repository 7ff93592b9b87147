import type { TelemetrySettings } from './config.js';
import type { Emitter, Telemetry } from './telemetry.js';
import { wantedBy } from './wanted.js';

/** Starts telemetry where `OTEL_*` asks for it; otherwise nothing of OpenTelemetry is loaded. Called before contexts are loaded. */
export async function startTelemetry(settings: TelemetrySettings, emitter: Emitter): Promise<Telemetry | undefined> {
  const wanted = wantedBy(settings);
  if (!wanted.traces.length && !wanted.metrics.length) return undefined;
  const { startSdk } = await import('./sdk/index.js');
  return startSdk(settings, wanted, emitter);
}
