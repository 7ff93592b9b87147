import type { Census } from '../admission/index.js';
import type { LoopConnection } from '../inbox/loop-connection.js';
import type { WriteHealth } from '../work/write-health.js';
import type { Relay } from './relay.js';
import type { SuspectTurn } from './suspect-turn.js';
import type { Trial } from './trial.js';

interface SweeperSettings {
  readonly leaseMs: number;
  readonly effectLeaseMs: number;
  readonly retryMs: number;
  readonly sweepLagMs: number;
}

/** What a sweeper works with. */
export interface SweeperParts {
  readonly context: string;
  /** Of its own, so that a long sweep holds up nothing else. */
  readonly connection: LoopConnection;
  readonly relay: Relay;
  readonly settings: SweeperSettings;
  readonly health: WriteHealth;
  readonly trial: Trial;
  readonly census: Census | undefined;
  readonly suspectTurn: SuspectTurn;
}
