import type { NestApplicationOptions } from '@nestjs/common';
import type { FastifyServerOptions } from 'fastify';
import type { Server, ServerOptions } from 'node:http';
import { refuseRouting } from './refuse-routing.js';

type Options = FastifyServerOptions<Server> & { http: ServerOptions; skipMiddie: boolean };

/** Limits that Fastify leaves open; further timeouts come from hosting's settings. `Prefer: wait` keeps a socket silent for up to 30 s. */
export const fastifyOptions = {
  bodyLimit: 64 * 1024,
  /** Closes a socket without traffic, also while its request is being processed. */
  connectionTimeout: 40_000,
  /** Node's own answer to a missing Host has no body; `problemOfHead` checks it, with the rest of the request's head. */
  http: { maxHeaderSize: 16 * 1024, requireHostHeader: false },
  /** While stopping, requests on open connections are served with `connection: close`. */
  return503OnClosing: false,
  /** No Nest middleware: it parses paths otherwise than the router, so some paths would bypass it. */
  skipMiddie: true,
  frameworkErrors: refuseRouting,
} satisfies Options;

/** For `NestFactory.create`: Nest's own body parsers would accept forms. */
export const nestOptions = { bodyParser: false } satisfies NestApplicationOptions;
