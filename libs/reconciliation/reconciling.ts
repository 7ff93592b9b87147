import { Config } from '#libs/config';
import { Rounds, type Clock, type Engine } from '#libs/messaging';
import type { Sides } from './compared.js';
import { reconciliationConfig } from './config.js';
import { Reconciler } from './reconciler.js';

/** Compares as long as the context runs, as the settings say. */
export function reconciling(engine: Engine, clock: Clock, sides: Sides): Reconciler {
  const settings = Config.read([reconciliationConfig]).get(reconciliationConfig);
  const reconciler = new Reconciler(
    engine.dataSource,
    clock,
    {
      page: settings.CLEAVE_RECONCILE_PAGE,
      pauseMs: settings.CLEAVE_RECONCILE_PAUSE_MS,
    },
    sides,
  );
  const name = `${engine.context} reconciliation`;
  engine.companions.push(new Rounds(name, settings.CLEAVE_RECONCILE_EVERY_MS, () => reconciler.round()));
  return reconciler;
}
