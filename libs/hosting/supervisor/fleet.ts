import { setTimeout as pause } from 'node:timers/promises';
import { idOf, seatIn, type Seat } from '../seat.js';
import type { Placement } from '../placement/index.js';
import type { Ready } from '../start/announce.js';
import { KeptProcess, type KeptOptions } from './kept-process.js';

/** Maximum time for the door to finish its requests before the contexts that it calls stop. */
const DOOR_MS = 4_000;
/** Time from the end of the drain delay, within the 10 s of a stop, when remaining processes are killed. Nothing is lost by that. */
const LAST_MS = 8_000;
/** When a single process that stops is killed: a second after its own limit. Nothing is lost by that either. */
const ONE_MS = 11_000;

/** All processes of a placement. */
export class Fleet {
  private readonly all: KeptProcess[];

  /**
   * @param door          the context that is the public door
   * @param drainDelayMs  it goes on serving for so long when it is told to stop, and asks the others meanwhile
   */
  constructor(
    placement: Placement,
    private readonly door: string,
    private readonly drainDelayMs: number,
    private readonly optionsFor: (seat: Seat, label: string) => KeptOptions,
  ) {
    this.all = seatsOf(placement).map(({ seat, label }) => new KeptProcess(optionsFor(seat, label)));
  }

  get processes(): readonly KeptProcess[] {
    return this.all;
  }

  /**
   * Starts the contexts, all at the same time since messages wait for their receivers, then the door, whose first start calls them.
   * Resolves when all are ready, with the door's report. Rejects when one ends by itself before it was ready.
   */
  async start(): Promise<Ready> {
    const doors = this.processes.filter((process) => this.hasDoor(process));
    await started(this.processes.filter((process) => !doors.includes(process)));
    const [first] = await started(doors);
    return first!;
  }

  /**
   * Stops the door first, then all others at the same time.
   *
   * @param hurried  ends the drain delay, also that of the door
   */
  async stop(hurried: AbortSignal): Promise<void> {
    const doors = this.processes.filter((process) => this.hasDoor(process));
    const tell = (): Promise<unknown> => Promise.all(doors.map((door) => door.stop()));
    const left = tell();
    await Promise.race([
      left,
      pause(this.drainDelayMs, undefined, { ref: false, signal: hurried }).catch(() => void tell()),
    ]);
    const late = setTimeout(() => this.processes.forEach((process) => process.kill()), LAST_MS);
    await Promise.race([left, pause(DOOR_MS, undefined, { ref: false })]);
    await Promise.all(this.processes.map((process) => process.stop()));
    clearTimeout(late);
  }

  /** One more process, started. It stays until `remove`, also when it does not become ready. */
  add(seat: Seat): KeptProcess {
    const added = new KeptProcess(this.optionsFor(seat, idOf(seat)));
    this.all.push(added);
    added.start();
    return added;
  }

  /** Stops one process, which finishes what it has begun. It belongs to the others until it has ended. */
  async remove(process: KeptProcess): Promise<void> {
    const late = setTimeout(() => process.kill(), ONE_MS);
    await process.stop();
    clearTimeout(late);
    this.all.splice(this.all.indexOf(process), 1);
  }

  private hasDoor({ seat }: KeptProcess): boolean {
    return seat.process.contexts.includes(this.door);
  }
}

function started(processes: readonly KeptProcess[]): Promise<Ready[]> {
  for (const process of processes) process.start();
  return Promise.all(processes.map(({ served }) => served));
}

/** Every replica of every process, and what the log calls it: replicas are numbered where there are several. */
export const seatsOf = (placement: Placement): readonly { seat: Seat; label: string }[] =>
  placement.processes.flatMap(({ name, replicas }) =>
    Array.from({ length: replicas }, (_, n) => ({
      seat: seatIn(placement, name, String(n + 1)),
      label: replicas > 1 ? `${name}-${n + 1}` : name,
    })),
  );
