import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { hopByHop } from './hop-by-hop.js';

/**
 * The service's headers for the client: all but those of its connection to us.
 * @param ourVary  where CORS is the door's, as on routes with an access rule: then it is not the service's. Undefined on the others
 */
export function answerHeaders(headers: IncomingHttpHeaders, ourVary?: string): OutgoingHttpHeaders {
  const endsHere = hopByHop(headers.connection);
  const passed: OutgoingHttpHeaders = {};
  for (const name in headers) {
    if (endsHere(name) || (ourVary !== undefined && name.startsWith('access-control-'))) continue;
    passed[name] = headers[name];
  }
  if (ourVary) passed['vary'] = [ourVary, headers.vary].filter(Boolean).join(', ');
  return passed;
}
