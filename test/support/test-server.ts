import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerChild } from '#libs/processes';

/** A folder for one server. */
export const serverFolder = (name: string): string => mkdtempSync(join(tmpdir(), `cleave-${name}-`));

/** A server of one spec's own, to be mistreated. */
export abstract class TestServer<Place extends { readonly dir: string }, Life extends ServerChild> {
  protected constructor(
    protected readonly place: Place,
    protected life: Life,
    private readonly startAt: (place: Place) => Promise<Life>,
  ) {}

  async kill9(): Promise<void> {
    this.life.signal('SIGKILL');
    await this.life.ended();
  }

  /** At its place, with what it keeps there. */
  async restart(): Promise<void> {
    this.life = await this.startAt(this.place);
  }

  /** It answers nobody, and no connection breaks. */
  freeze(): void {
    this.life.signal('SIGSTOP');
  }
  thaw(): void {
    this.life.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.life.stop();
    rmSync(this.place.dir, { recursive: true, force: true });
  }
}
