import type { DataFolder } from '#libs/config';
import { freePort } from '#libs/free-ports';
import type { Contexts } from '../../contexts.js';
import type { Command, Scaled, Shown, ShownProcess } from '../../control/index.js';
import { type PlacedProcess, type Placement, writePlacement } from '../../placement/index.js';
import { stateOf } from '../../run-state/index.js';
import { seatIn } from '../../seat.js';
import type { Fleet } from '../fleet.js';
import type { KeptProcess } from '../kept-process.js';
import { processMeant } from './process-meant.js';
import { ScaleError } from './scale-error.js';
import { withReplicas } from './with-replicas.js';

export interface ScalingOptions {
  readonly all: Contexts;
  readonly fleet: Fleet;
  /** Its `placement.yaml` is what processes read when they are started. */
  readonly folder: DataFolder;
  /** Rejects when the databases do not allow the connections of so many processes. */
  readonly checkDatabases: (placement: Placement) => Promise<void>;
}

type Tell = (message: string) => void;

/** Adds and removes replicas of running processes, one at a time: what is there goes on serving meanwhile. */
export class Scaling {
  private underWay: string | undefined;

  constructor(
    private placement: Placement,
    private readonly options: ScalingOptions,
  ) {}

  show(): Shown {
    return { processes: this.placement.processes.map((process) => this.shown(process)) };
  }

  /**
   * Resolves when the new replicas are ready, or those beyond the number have ended. When one does not become ready, those that were
   * added are removed again. Throws ScaleError and DatabaseError.
   *
   * @param stopping  aborted when everything stops
   */
  async scale(
    { name, replicas: wanted, timeoutMs }: Omit<Extract<Command, { command: 'scale' }>, 'command'>,
    tell: Tell,
    stopping: AbortSignal,
  ): Promise<Scaled> {
    const meant = processMeant(this.options.all, this.placement, name);
    const { name: process, replicas: before } = meant;
    if (this.underWay) throw new ScaleError('scale.busy', `${this.underWay}. Ask again when that is done.`);
    this.underWay = `${process} is being scaled from ${before} to ${wanted}`;
    try {
      await this.options.checkDatabases(withReplicas(this.placement, process, wanted));
      tell(`${process} (${meant.contexts.join(', ')}) is scaled from ${before} to ${wanted}`);
      const limit = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
      await this.grow(process, wanted, limit, tell);
      await this.shrink(process, wanted, limit, tell);
      return { ...this.shown(this.placed(process)), before };
    } finally {
      this.underWay = undefined;
    }
  }

  private async grow(name: string, wanted: number, limit: AbortSignal, tell: Tell): Promise<void> {
    const before = this.placed(name).replicas;
    try {
      while (this.placed(name).replicas < wanted) await this.addOne(name, limit, tell);
    } catch (error) {
      await this.shrink(name, before, undefined, tell);
      throw new ScaleError('scale.not-started', `${(error as Error).message} ${name} has ${before} as before.`);
    }
  }

  private async addOne(name: string, limit: AbortSignal, tell: Tell): Promise<void> {
    const replicas = this.placed(name).replicas + 1;
    this.place(name, replicas, await freePort());
    const added = this.options.fleet.add(seatIn(this.placement, name, String(replicas)));
    await Promise.race([added.served, ended(limit, `${added.id} was not ready in time.`)]);
    tell(`${added.id} is ready (pid ${added.pid})`);
  }

  private async shrink(name: string, wanted: number, limit: AbortSignal | undefined, tell: Tell): Promise<void> {
    for (let { replicas } = this.placed(name); replicas > wanted; replicas--) {
      if (limit?.aborted)
        throw new ScaleError('scale.late', `The time is over: ${name} has ${replicas}. Ask again to go on.`);
      const last = this.replicasOf(name).at(-1)!;
      this.place(name, replicas - 1);
      await this.options.fleet.remove(last);
      this.options.folder.removeState(stateOf(last.id)); // it is there only when the process had to be killed
      tell(`${last.id} has left`);
    }
  }

  /** Written for the processes that are started from now on, and told to those that run. */
  private place(name: string, replicas: number, ...newPort: readonly number[]): void {
    const placement = withReplicas(this.placement, name, replicas, newPort);
    this.options.folder.writeText('placement.yaml', writePlacement(placement));
    this.placement = placement;
    for (const process of this.replicasOf(name)) process.tell({ replicas });
  }

  private placed(name: string): PlacedProcess {
    return this.placement.processes.find((process) => process.name === name)!;
  }

  private replicasOf(name: string): readonly KeptProcess[] {
    return this.options.fleet.processes.filter(({ seat }) => seat.process.name === name);
  }

  private shown({ name, contexts }: PlacedProcess): ShownProcess {
    const replicas = this.replicasOf(name).map(({ id, pid, state }) => ({ id, pid, ...state }));
    return { name, contexts, replicas };
  }
}

const ended = (signal: AbortSignal, why: string): Promise<never> =>
  new Promise((_, reject) => {
    const late = (): void => reject(new ScaleError('scale.late', why));
    if (signal.aborted) late();
    else signal.addEventListener('abort', late, { once: true });
  });
