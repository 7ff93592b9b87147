import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { hopByHop } from './hop-by-hop.js';

/** The service's headers for the client: all but those of its connection to us. */
export function answerHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const endsHere = hopByHop(headers.connection);
  const passed: OutgoingHttpHeaders = {};
  for (const name in headers) if (!endsHere(name)) passed[name] = headers[name];
  return passed;
}
