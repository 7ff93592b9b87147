import type { DataFolder } from '#libs/config';
import type { Shutdown } from '../shutdown.js';
import { leaveTraces } from '../traces/index.js';
import { TraceReceiver } from '../traces/receiver/index.js';

/**
 * Keeps the traces of all processes in the memory of the supervisor, which outlives each of them. Returns the variables with which a
 * process sends its spans here, whatever else those of the supervisor say of traces.
 */
export async function keepTraces(folder: DataFolder, shutdown: Shutdown): Promise<Readonly<Record<string, string>>> {
  const receiver = await TraceReceiver.open();
  shutdown.add('the traces', () => receiver.stop());
  const remove = leaveTraces(folder, receiver);
  shutdown.add('where traces are kept', remove);
  return variablesFor(receiver);
}

/** A process that is killed loses the spans that it has not sent: they wait for less time than by default. */
const variablesFor = ({ url, token }: Pick<TraceReceiver, 'url' | 'token'>) => ({
  OTEL_SDK_DISABLED: 'false',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces`,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: `authorization=${encodeURIComponent(`Bearer ${token}`)}`,
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: 'none',
  OTEL_BSP_SCHEDULE_DELAY: process.env.OTEL_BSP_SCHEDULE_DELAY ?? '200',
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '512',
});
