import { effectsOf } from '../directory.js';
import type { Carrier } from '../envelope.js';
import { Unreachable } from '../errors.js';
import { areFramesTwice } from '../fault/index.js';
import type { Host } from '../host.js';
import { Lane } from '../outbox/lane.js';
import type { LaneOptions } from '../outbox/lane-options.js';
import { twice } from '../outbox/twice.js';

const FRAMES_IN_FLIGHT = 4;
const MESSAGES_PER_FRAME = 256;
/** Concurrent calls of external systems; each is a frame of its own, since their durations differ. */
const EFFECTS_AT_ONCE = 256;

/** A lane to every context and one to the own effect runner. */
export function lanesOf(
  sender: string,
  host: Host,
  runner: Pick<Carrier, 'deliver'>,
  tell: Pick<LaneOptions, 'onReceipts' | 'onFree'>,
): Map<string, Lane> {
  const { settings, directory } = host;
  const toContexts = directory.contexts.map(
    (receiver) =>
      new Lane({
        sender,
        receiver,
        ...tell,
        carrier: wayTo(host, receiver, sender),
        leaseMs: settings.leaseMs,
        framesInFlight: FRAMES_IN_FLIGHT,
        messagesPerFrame: MESSAGES_PER_FRAME,
      }),
  );
  const toEffects = new Lane({
    sender,
    receiver: effectsOf(sender),
    ...tell,
    carrier: runner,
    leaseMs: settings.effectLeaseMs,
    framesInFlight: EFFECTS_AT_ONCE,
    messagesPerFrame: 1,
  });
  return new Map([...toContexts, toEffects].map((lane) => [lane.receiver, lane]));
}

/** Adds the network faults of tests, for every transport. Effects use no transport: their runner is called directly. */
function wayTo(host: Host, receiver: string, sender: string): Pick<Carrier, 'deliver'> {
  const way: Pick<Carrier, 'deliver'> = { deliver: (frame) => carrierTo(host, receiver, sender).deliver(frame) };
  return areFramesTwice ? twice(way) : way;
}

/** Looked up for each frame, since a receiver may start after its sender. */
function carrierTo(host: Host, receiver: string, sender: string): Carrier {
  const carrier = host.carrierTo(receiver, sender);
  if (!carrier) throw new Unreachable(`no transport of this process leads to ${receiver}`);
  return carrier;
}
