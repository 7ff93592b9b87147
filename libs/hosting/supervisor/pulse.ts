import { get } from 'node:http';

/** Failed checks in a row after which a process counts as hanging. A busy event loop answers late, but it answers. */
const MUTE_AFTER = 5;

export interface PulseOptions {
  /** Where the process serves health. */
  readonly port: number;
  /** How long it may give no answer, in milliseconds. */
  readonly muteMs: number;
  /** How long it may take until its first answer. */
  readonly startMs: number;
  /** Called when it does not answer any more: its event loop is blocked, or it was stopped. */
  readonly onMute: () => void;
}

/** Periodically checks whether a process answers. Any HTTP answer counts. */
export class Pulse {
  private readonly askMs: number;
  private readonly begun = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private unanswered = 0;
  private hasAnswered = false;
  private isEnded = false;

  constructor(private readonly options: PulseOptions) {
    this.askMs = options.muteMs / MUTE_AFTER;
    void this.ask();
  }

  end(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const { port, startMs, onMute } = this.options;
    const asked = performance.now();
    const isAlive = await answers(port, this.askMs);
    if (this.isEnded) return;
    this.hasAnswered ||= isAlive;
    this.unanswered = isAlive ? 0 : this.unanswered + 1;
    const isMute = this.hasAnswered ? this.unanswered >= MUTE_AFTER : performance.now() - this.begun > startMs;
    if (isMute) return onMute();
    this.timer = setTimeout(() => void this.ask(), Math.max(0, this.askMs - (performance.now() - asked)));
  }
}

/** Whether it answers in time. */
function answers(port: number, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/livez', agent: false }, (response) => {
      response.resume().on('error', () => undefined);
      resolve(true);
    });
    request.on('error', () => resolve(false));
    const late = setTimeout(() => request.destroy(new Error('no answer in time')), limitMs);
    request.on('close', () => clearTimeout(late));
  });
}
