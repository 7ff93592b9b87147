import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Moments } from '../load/load-generator.js';
import { Inspector } from './inspector.js';
import { profileText } from './print.js';
import { selfTimes } from './self-times.js';

/** Records CPU profiles of a process into a folder. */
export class Profiler {
  private constructor(
    private readonly inspector: Inspector,
    private readonly folder: string,
    private readonly say: (text: string) => void,
  ) {}

  static async attach(url: string, folder: string, say: (text: string) => void): Promise<Profiler> {
    mkdirSync(folder, { recursive: true });
    return new Profiler(await Inspector.attach(url), folder, say);
  }

  /** Profiles one measurement: a file for a browser's developer tools, and a text, which is also printed. */
  watcher(name: string): Moments {
    return {
      begun: () => this.inspector.begin(),
      over: async () => {
        const profile = await this.inspector.end();
        const text = `profile of ${name}: ${profileText(selfTimes(profile))}\n`;
        writeFileSync(join(this.folder, `${name}.cpuprofile`), JSON.stringify(profile));
        writeFileSync(join(this.folder, `${name}.txt`), text);
        this.say(`\n${text}`);
      },
    };
  }

  detach(): void {
    this.inspector.detach();
  }
}
