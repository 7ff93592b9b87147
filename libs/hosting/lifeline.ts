/**
 * Ends this process with the one that started it, however that ends: the channel between them closes in that moment. At once,
 * since nobody is left who could count the seconds; what was under way is sent again at the next start.
 */
export function endWithParent(): void {
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  if (!process.connected) return end();
  process.once('disconnect', end);
  process.channel!.unref(); // it must not keep alive what has finished
}
