// Loaded into the process that a script runs (`--import`). It has a process group of its own, so a kill -9 of the
// script's group would not reach it; the channel to the script closes in the same moment, and it ends as abruptly.
// Its own children inherit the flag, so the parent is compared.
if (process.channel && process.env.CLEAVE_SCRIPT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref(); // it must not keep alive what has finished
}
