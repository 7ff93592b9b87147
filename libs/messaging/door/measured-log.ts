import { metering } from '#libs/telemetry';
import { processed, served } from '../metrics/index.js';
import type { MessageLog } from './message-log.js';

/** Measures what is logged, where there are metrics. */
export const measured = (log: MessageLog): MessageLog =>
  metering
    ? {
        message(from, to, message, begun, verdict) {
          processed(to, message, begun, verdict);
          log.message(from, to, message, begun, verdict);
        },
        request(from, to, type, begun, reply) {
          served(to, type, begun, reply);
          log.request(from, to, type, begun, reply);
        },
      }
    : log;
