import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { newId, Refusal } from '#libs/messaging';
import type { Door, Opened } from '../contexts.js';
import { busFor } from './door.js';
import type { ProcessHost } from '../process-host.js';
import { HOST_NAME } from '../share.js';

const PATIENCE_MS = 60_000;
const KNOCK_MS = 2_000;
const PAUSE_MS = 200;

/**
 * Lets the door see to what a first start leaves behind, once all contexts are there: processes are started in any order.
 * Gives the text for a newcomer; undefined when somebody did not come in time. The door serves all the same, and its next
 * start sees to it.
 */
export async function firstStart(
  from: string,
  door: Door,
  host: ProcessHost,
  opened: Omit<Opened, 'bus'>,
): Promise<string | undefined> {
  const limit = performance.now() + PATIENCE_MS;
  for (;;) {
    const absent = await absentFrom(host, from);
    if (!absent.length) {
      try {
        return await door.opened({ ...opened, bus: busFor(HOST_NAME, from, host) });
      } catch (error) {
        if (!(error instanceof Refusal && ['unavailable', 'fault'].includes(error.kind))) throw error;
        absent.push(error.message);
      }
    }
    if (performance.now() > limit) {
      new Logger(from).warn(`what a first start leaves behind has to wait for the next: ${absent.join(', ')}`);
      return undefined;
    }
    await pause(PAUSE_MS);
  }
}

/** Knocks at every context, with a frame that holds nothing. */
async function absentFrom(host: ProcessHost, from: string): Promise<string[]> {
  const knocks = host.directory.contexts.map(async (receiver) => {
    const frame = { id: newId(), sender: from, receiver, messages: [], remainingMs: KNOCK_MS };
    const answered = async () => host.carrierTo(receiver, from)!.deliver(frame);
    return answered().then(
      () => [],
      (error: Error) => [`${receiver}: ${error.message}`],
    );
  });
  return (await Promise.all(knocks)).flat();
}
