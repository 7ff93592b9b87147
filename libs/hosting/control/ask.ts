import { connect } from 'node:net';
import { ControlError } from './control-error.js';
import { followLines } from './lines.js';
import type { Answer, Command } from './protocol.js';
import { socketPathIn } from './socket-path.js';

/** All processes of a placement, in one line, are less than a tenth of it. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

export interface AskOptions {
  /** For people: what is done meanwhile. */
  readonly onProgress?: (message: string) => void;
  /** How long the supervisor may say nothing. */
  readonly silenceMs: number;
}

/**
 * Sends a command to the supervisor that runs on a data folder, and returns its result. Throws ControlError: `control.absent` when none
 * runs there, and what the supervisor answers. A caller that goes away does not end what it has begun.
 */
export function ask<Result>(
  folder: string,
  command: Command,
  { onProgress = () => undefined, silenceMs }: AskOptions,
): Promise<Result> {
  const path = socketPathIn(folder);
  return new Promise<Result>((resolve, reject) => {
    const fail = (code: string, message: string): void => reject(new ControlError(code, message));
    const socket = connect(path, () => socket.write(`${JSON.stringify(command)}\n`));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isAbsent = ['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '');
      if (isAbsent) return fail('control.absent', `No supervisor runs on the data folder ${folder}.`);
      fail('control.broken', `The supervisor cannot be reached at ${path}: ${error.message}.`);
    });
    socket.on('close', () => fail('control.broken', 'The supervisor has ended before it answered.'));
    socket.setTimeout(silenceMs, () => {
      fail('control.silent', `The supervisor has said nothing for ${silenceMs / 1_000} s.`);
      socket.destroy();
    });
    const take = (line: string): void => {
      const answer = JSON.parse(line) as Answer;
      if ('progress' in answer) return onProgress(answer.progress);
      if ('error' in answer) fail(answer.error.code, answer.error.message);
      else resolve(answer.result as Result);
      socket.destroy();
    };
    followLines(socket, MOST_CHARACTERS, take, () => socket.destroy());
  });
}
