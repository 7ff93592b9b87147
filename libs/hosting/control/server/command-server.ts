import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { failureOf, say } from '#libs/logging';
import { claim, release } from '#libs/processes';
import { ControlError } from '../control-error.js';
import { followLines } from '../lines.js';
import { commandIn, type Answer, type Command } from '../protocol.js';
import { socketPathIn } from '../socket-path.js';

const LIMITS = {
  /** Characters of a command. */
  line: 4_096,
  /** Callers at the same time. */
  callers: 8,
  /** Until a caller has sent its command. */
  commandMs: 5_000,
  /** Until it has read its answer, and closed. */
  answerMs: 5_000,
};

/**
 * Executes a command. What it throws with a code is told to the caller.
 *
 * @param tell      passes a message on to the people who wait
 * @param stopping  aborted when the supervisor stops
 */
export type Execute = (command: Command, tell: (message: string) => void, stopping: AbortSignal) => Promise<unknown>;

/** Listens on the socket of a data folder: one command and its answer for each connection. */
export class CommandServer {
  private readonly callers = new Set<Socket>();
  private readonly stopping = new AbortController();
  private readonly server: Server;

  private constructor(
    private readonly path: string,
    private readonly execute: Execute,
    private readonly limits: typeof LIMITS,
  ) {
    // half-open: a caller may say that it has sent everything, and still reads
    this.server = createServer({ allowHalfOpen: true }, (caller) => void this.serve(caller));
  }

  /** Replaces the socket that a killed run has left. Throws ControlError: the path is too long, or another supervisor listens there. */
  static async open(folder: string, execute: Execute, limits: Partial<typeof LIMITS> = {}): Promise<CommandServer> {
    const path = socketPathIn(folder);
    const holder = claim(claimOf(path), 'supervisor');
    if (holder)
      throw new ControlError('control.taken', `A supervisor listens at ${path} already, with pid ${holder.pid}.`);
    rmSync(path, { force: true });
    const opened = new CommandServer(path, execute, { ...LIMITS, ...limits });
    await new Promise<void>((resolve, reject) => {
      // a later one is that of a caller who could not be accepted: it must not end the supervisor
      opened.server.on('error', reject).listen(path, resolve);
    });
    chmodSync(path, 0o600);
    return opened;
  }

  /** Tells whoever waits for an answer that the supervisor stops, and removes the socket. */
  async stop(): Promise<void> {
    const stopping = new ControlError('control.stopping', 'Cleave is stopping.');
    this.stopping.abort(stopping);
    for (const caller of this.callers) this.answer(caller, { error: toTell(stopping) });
    await new Promise((resolve) => this.server.close(resolve));
    release(claimOf(this.path));
  }

  private async serve(caller: Socket): Promise<void> {
    caller.on('error', () => undefined); // it has gone away; what it has begun goes on
    caller.on('close', () => this.callers.delete(caller));
    this.callers.add(caller);
    try {
      if (this.callers.size > this.limits.callers)
        throw new ControlError('control.busy', `${this.limits.callers} others are asking at the moment; ask again.`);
      const command = commandIn(await this.lineOf(caller));
      const tell = (progress: string): void => write(caller, { progress });
      this.answer(caller, { result: await this.execute(command, tell, this.stopping.signal) });
    } catch (error) {
      this.answer(caller, { error: toTell(error) });
    }
  }

  /** Whoever does not read its answer is not waited for. What is still sent is read and forgotten, since closing would reset it otherwise. */
  private answer(caller: Socket, answer: Answer): void {
    write(caller, answer);
    const late = setTimeout(() => caller.destroy(), this.limits.answerMs);
    caller.on('close', () => clearTimeout(late));
    caller.end().resume();
  }

  /** The first line that a caller sends. */
  private async lineOf(caller: Socket): Promise<string> {
    const { line: mostCharacters, commandMs } = this.limits;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const refuse = (code: string, message: string): void => reject(new ControlError(code, message));
    const late = setTimeout(() => refuse('control.late', `No command came within ${commandMs} ms.`), commandMs);
    followLines(caller, mostCharacters, resolve, () =>
      refuse('control.too-long', `A command has at most ${mostCharacters} characters.`),
    );
    for (const end of ['end', 'close'])
      caller.on(end, () => refuse('control.incomplete', 'A command ends with a line break.'));
    return promise.finally(() => clearTimeout(late));
  }
}

const claimOf = (path: string): string => `${path}.owner`;

/** One that has gone away, or has its answer already, is told nothing. */
function write(caller: Socket, answer: Answer): void {
  if (caller.writable) caller.write(`${JSON.stringify(answer)}\n`);
}

/** An error without a code is a bug, whose stack belongs into the log. */
function toTell(error: unknown): { code: string; message: string } {
  const { code, message } = error as { code?: unknown; message: string };
  if (typeof code === 'string') return { code, message };
  say(`A command failed: ${failureOf(error)}`);
  return { code: 'control.failed', message };
}
