import type { ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { inRoot, startNode, stopped } from '../stage/child.js';
import type { Load, Measured, Report, Totals } from './protocol.js';

/** Called at the begin and the end of the measured time. */
export interface Moments {
  begun(): Promise<void>;
  over(): Promise<void>;
}

/** Handle of the load generator's process. */
export class LoadGenerator {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<LoadGenerator> {
    const child = startNode([inRoot('dist/bench/load/generator.js')], process.env);
    child.stderr!.pipe(process.stderr, { end: false });
    await once(child, 'spawn');
    return new LoadGenerator(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  async run(load: Load, moments: Moments, signal: AbortSignal): Promise<{ measured: Measured; totals: Totals }> {
    this.child.send(load);
    let measured: Measured | undefined;
    for await (const [report] of on(this.child, 'message', { signal })) {
      const said = report as Report;
      if (said.kind === 'begun') await moments.begun();
      if (said.kind === 'measured') {
        measured = said.measured;
        await moments.over();
      }
      if (said.kind === 'done') return { measured: measured!, totals: said.totals };
    }
    throw new Error('the load generator said nothing more');
  }

  onEnd(tell: (error: Error) => void): void {
    this.child.once('exit', (code, signal) => tell(new Error(`the load generator ended (${code ?? signal})`)));
  }

  stop(): Promise<void> {
    return stopped(this.child, 1_000);
  }
}
