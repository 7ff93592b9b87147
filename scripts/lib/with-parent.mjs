// Loaded into the process that a script starts (`--import`). The process has a group of its own, which a kill -9 of the
// script's group does not reach; but the IPC channel to the script closes, and then the process kills itself.
// Its own children inherit the flag, so the parent is compared.
if (process.channel && process.env.CLEAVE_SCRIPT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref(); // it must not keep alive what has finished
}
