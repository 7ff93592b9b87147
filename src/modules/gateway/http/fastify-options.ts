import type { NestApplicationOptions } from '@nestjs/common';
import type { FastifyServerOptions } from 'fastify';
import type { Server, ServerOptions } from 'node:http';
import { refuseRouting } from './refuse-routing.js';

type Options = FastifyServerOptions<Server> & { http: ServerOptions; skipMiddie: boolean };

/** Fastify leaves most limits open; these are the gateway's, beside those in time, which hosting takes from the settings. `Prefer: wait` holds a silent socket for up to 30 s. */
export const fastifyOptions = {
  bodyLimit: 64 * 1024,
  /** A socket on which nothing moves, also while its request is being answered. */
  connectionTimeout: 40_000,
  /** Node's own answer to a missing Host is empty: `problemOfHead` finds it, and everything else that is wrong in a head. */
  http: { maxHeaderSize: 16 * 1024, requireHostHeader: false },
  /** While stopping, what still arrives is served, and told to close the connection. */
  return503OnClosing: false,
  /** No Nest middleware: it can be bypassed by paths that it reads otherwise than the router. */
  skipMiddie: true,
  frameworkErrors: refuseRouting,
} satisfies Options;

/** For `NestFactory.create`: Nest's own parsers would accept forms. */
export const nestOptions = { bodyParser: false } satisfies NestApplicationOptions;
