import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOG_LEVELS_KEY, type Keys } from '#libs/keys';
import { FoldedLog, LevelError, levelsIn, levelsText, type Fields, type Levels, type LineLogger } from '#libs/logging';
import { problemAnswer, traceIn } from '../../http/index.js';
import { isAuthorized, PATH } from '../proof.js';

const MOST_CHARACTERS = 1_000;
const NOT_ALLOWED = {
  status: 401,
  code: 'log-level.not-allowed',
  detail:
    'Log levels are shown and changed by a key of the installation: "cleave log-level" with its CLEAVE_SECRET, and clocks that differ by less than a minute.',
  headers: { 'www-authenticate': 'Cleave-Log-Level' },
};

/**
 * Serves the log levels of this process at `/log-level` of the management port: GET shows them, PUT changes them (`?change=…`) or takes
 * back all changes (`?reset=true`). There is no body. Only for callers with the key, since levels can hide what somebody does.
 */
export function serveLogLevels(app: NestFastifyApplication, logger: LineLogger, keys: Keys, emitter: Fields): void {
  const initial = logger.levels;
  const log = new Logger('log level');
  const refused = new FoldedLog((text, fields) => log.warn(text, fields));

  const serve = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const { method, url, headers, ip: from } = request;
    if (!isAuthorized(keys.allOf(LOG_LEVELS_KEY), headers.authorization, method, url)) {
      refused.happened('refused', `${method} ${PATH} is refused: 401 ${NOT_ALLOWED.code}`, { from });
      return answer(request, reply, NOT_ALLOWED);
    }
    try {
      if (method === 'PUT') change(changed(request.query, logger.levels, initial), from);
      return { ...emitter, levels: levelsText(logger.levels) };
    } catch (error) {
      if (!(error instanceof LevelError)) throw error;
      return answer(request, reply, { status: 400, code: error.code, detail: error.message });
    }
  };
  /** A warning, before it holds, so that hardly any level hides it. */
  const change = (levels: Levels, from: string): void => {
    const line = `log levels are ${levelsText(levels)}, and were ${levelsText(logger.levels)}`;
    log.warn(line, { from });
    logger.levels = levels;
  };
  app
    .getHttpAdapter()
    .getInstance()
    .route({ method: ['GET', 'PUT'], url: PATH, bodyLimit: 1, handler: serve });
}

function changed(query: unknown, now: Levels, initial: Levels): Levels {
  const { change, reset, ...others } = query as Readonly<Record<string, unknown>>;
  if (Object.keys(others).length || (reset === undefined) === (change === undefined))
    throw new LevelError('say either change=… or reset=true, once');
  if (reset === 'true') return initial;
  if (typeof change !== 'string' || change.length > MOST_CHARACTERS)
    throw new LevelError(`a change is a text such as info,outbox=debug, of at most ${MOST_CHARACTERS} characters`);
  return levelsIn(change, now);
}

function answer(request: FastifyRequest, reply: FastifyReply, problem: Parameters<typeof problemAnswer>[0]): unknown {
  const { status, headers, body } = problemAnswer(problem, request.url, traceIn(request.headers.traceparent));
  return reply.code(status).headers(headers).send(body);
}
