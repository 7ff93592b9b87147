/** What a process hears from its supervisor. */
export interface Told {
  /** How many processes serve the same contexts now, this one included. */
  readonly replicas: number;
}

/** Calls `hear` whenever the supervisor says something. */
export function listenToParent(hear: (told: Told) => void): void {
  process.on('message', (said: Partial<Told> | null) => {
    if (typeof said?.replicas === 'number') hear(said as Told);
  });
}

/**
 * Ends this process when its parent ends for any reason, which closes the IPC channel between them. It ends immediately, since no
 * supervisor is left that limits the time of a stop; messages in flight are sent again at the next start.
 */
export function endWithParent(): void {
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  if (!process.connected) return end();
  process.once('disconnect', end);
  process.channel!.unref(); // the channel must not keep a finished process alive
}
