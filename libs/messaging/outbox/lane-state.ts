import { Probe } from './probe.js';

/**
 * What a lane may send.
 *
 * - `open`: frames.
 * - `away`: the receiver did not answer. Only an empty frame is sent, as a probe, until one is answered.
 * - `ending`: nothing any more, for good.
 *
 * Where a new row goes is another question: to the table as long as the backlog is there, which begins when the lane is not open
 * or memory is full, and ends when a sweep leaves nothing in the table.
 */
export class LaneState {
  private now: 'open' | 'away' | 'ending' = 'open';
  private readonly probe: Probe;

  /** @param knock  sends the probe */
  constructor(knock: () => Promise<void>) {
    this.probe = new Probe(knock);
  }

  get isOpen(): boolean {
    return this.now === 'open';
  }

  /** A frame was answered, a probe or another. */
  answered(): void {
    if (this.now === 'ending') return;
    this.now = 'open';
    this.probe.answered();
  }

  /** A frame was not answered. */
  unanswered(): void {
    if (this.now === 'ending') return;
    this.now = 'away';
    this.probe.unanswered();
  }

  /** A frame came from the receiver, so it is reachable: the probe is sent now and not after the rest of its pause. */
  heard(): void {
    this.probe.hurry();
  }

  end(): void {
    this.now = 'ending';
    this.probe.end();
  }
}
