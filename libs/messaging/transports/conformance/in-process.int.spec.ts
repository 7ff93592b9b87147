import type { ContextServer } from '../../door/context-server.js';
import type { Transport } from '../transport.js';
import type { Lab } from './lab.fixtures.js';
import { transportConformance } from './transport-conformance.fixtures.js';

/** Within one process there is no adapter: the carrier to a context is its server. */
const lab = (): Promise<Lab> => {
  const served = new Map<string, ContextServer>();
  const transport: Transport = {
    name: 'tcp', // in name only
    serve: async (servers) => servers.forEach((server) => served.set(server.context, server)),
    carrierTo: (context) => ({
      request: (request) => served.get(context)!.request(request),
      deliver: (frame) => served.get(context)!.deliver(frame),
    }),
    refusals: {},
    trouble: () => undefined,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return Promise.resolve({ open: () => Promise.resolve(transport), close: () => Promise.resolve() });
};

transportConformance('no wire, in one process', lab, []);
