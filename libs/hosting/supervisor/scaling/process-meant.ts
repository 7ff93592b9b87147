import type { Contexts } from '../../contexts.js';
import { type PlacedProcess, type Placement } from '../../placement/index.js';
import { listeners } from '../../wires/addresses.js';
import { didYouMean, quoted } from '../../yaml/index.js';
import { ScaleError } from './scale-error.js';

/**
 * The process of this name, or the one that hosts the context of this name. Throws ScaleError, also when its number of replicas cannot
 * change while it runs.
 */
export function processMeant(all: Contexts, placement: Placement, name: string): PlacedProcess {
  const { processes } = placement;
  const meant =
    processes.find((process) => process.name === name) ?? processes.find(({ contexts }) => contexts.includes(name));
  if (!meant) {
    const names = processes.flatMap((process) => [process.name, ...process.contexts]);
    throw new ScaleError(
      'scale.unknown',
      `There is no process and no context ${quoted(name)}${didYouMean(name, [...new Set(names)])}`,
    );
  }
  if (meant.contexts.includes(all.door.name)) throw withDoor(all.door.name, meant, name);
  if (listeners(all, placement).includes(meant))
    throw new ScaleError(
      'scale.fixed-addresses',
      `Others reach ${meant.name} over TCP, at the addresses with which they were started. Start with --discovery consul, or --transport redis or rabbitmq: then they find new replicas.`,
    );
  return meant;
}

function withDoor(door: string, { name, contexts }: PlacedProcess, asked: string): ScaleError {
  const why = `${name} hosts ${door}, which opens the public port, so it has one replica`;
  const apart = asked !== door && contexts.includes(asked) ? asked : contexts.find((context) => context !== door);
  return new ScaleError(
    'scale.door',
    `${why}.${apart ? ` Start another context in a process of its own (--split ${apart}): then that one can be scaled.` : ''}`,
  );
}
