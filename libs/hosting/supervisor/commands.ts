import { say } from '#libs/logging';
import { ControlError } from '../control/index.js';
import { CommandServer, type Execute } from '../control/server/index.js';
import type { Shutdown } from '../shutdown.js';
import type { Scaling } from './scaling/scaling.js';

/** Executes the commands that come on the data folder's socket. Where there can be none, that is said, and everything else works. */
export async function listenForCommands(folder: string, scaling: Scaling, shutdown: Shutdown): Promise<void> {
  const execute: Execute = async (command, tell, stopping) => {
    if (command.command === 'show') return scaling.show();
    const tellAll = (message: string): void => (say(message), tell(message));
    return scaling.scale(command, tellAll, stopping);
  };
  try {
    const server = await CommandServer.open(folder, execute);
    shutdown.add('commands', () => server.stop());
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    say(error.message);
  }
}
