import { channelKey, DOOR_KEYS, LOG_LEVELS_KEY, SECRET_ID_KEY } from '#libs/keys';
import type { Contexts } from './contexts.js';
import { HOST_NAME, speakersIn, type Share } from './share.js';

/**
 * The names of the keys that a process needs: those of the channels from and to its contexts, at the door those of its clients, and
 * that of whoever changes its log levels.
 * Passwords of databases are not among them, since the database URLs contain them.
 */
export function keyNamesOf(all: Contexts, share: Share): readonly string[] {
  const receivers = Object.keys(all.contexts);
  const speakers = [...receivers, all.door.name, HOST_NAME];
  return [
    ...speakersIn(share).flatMap((from) => receivers.map((to) => channelKey(from, to))),
    ...Object.keys(share.contexts).flatMap((to) => speakers.map((from) => channelKey(from, to))),
    ...(share.door ? DOOR_KEYS : []),
    LOG_LEVELS_KEY,
    SECRET_ID_KEY,
  ];
}
