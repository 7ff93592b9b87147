import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Bus, Refusal } from '#libs/messaging';
import type { Door, Opened } from '../contexts.js';
import type { ProcessHost } from '../process-host.js';
import { HOST_NAME } from '../share.js';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/**
 * Runs the door's preparations of a first start. They are retried for a while, since processes start in any order and the contexts needed
 * may come later. Returns the text for a new user; undefined when a context did not start in time: then the door serves all the
 * same, and its next start does the preparations.
 */
export async function firstStart(
  from: string,
  door: Door,
  host: ProcessHost,
  opened: Omit<Opened, 'bus'>,
): Promise<string | undefined> {
  const limit = performance.now() + PATIENCE_MS;
  const bus = Bus.of(host, HOST_NAME, from);
  for (;;) {
    try {
      return await door.opened({ ...opened, bus });
    } catch (error) {
      if (!(error instanceof Refusal && ['unavailable', 'fault'].includes(error.kind))) throw error;
      if (performance.now() > limit) {
        new Logger(from).warn(`what a first start leaves behind has to wait for the next: ${error.message}`);
        return undefined;
      }
    }
    await pause(PAUSE_MS);
  }
}
