import type { Fault } from './fault.js';
import { faultsOfProcesses } from './faults-of-processes.js';
import { faultsOfProviders } from './faults-of-providers.js';
import { agentAway, crash, fill, framesTwice, killed } from './faults-of-servers.js';

const nowhere = (): never => {
  throw new Error('They are only read.');
};

/** All of them, to be read: those of servers need theirs to be injected. */
export const allFaults: readonly Fault[] = [
  ...faultsOfProcesses,
  ...faultsOfProviders,
  framesTwice,
  killed('Redis', nowhere),
  killed('RabbitMQ', nowhere),
  agentAway(nowhere),
  crash(nowhere),
  fill(nowhere),
];
