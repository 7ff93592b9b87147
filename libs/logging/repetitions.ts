import type { Fields } from './fields.js';

/** A line of the log: its text, and the fields by which it is found. */
export interface Line {
  readonly text: string;
  readonly fields?: Fields;
}

const MINUTE_MS = 60_000;
const MOST_KINDS = 100;
/** All kinds beyond the limit are counted as this one. */
const OTHERS = 'others';

interface Episode {
  /** The latest one: its details, such as an error's message, may change from one time to the next. */
  line: Line;
  readonly since: number;
  last: number;
  /** When the latest line about it was written. */
  toldAt: number;
  times: number;
  /** Lines in this minute. */
  lines: number;
  /** Events without a line since the latest line. */
  untold: number;
  /** Some were only counted. */
  isFolded: boolean;
  /** Its end was reported by `over`. */
  hasEnded: boolean;
  /** It began again after that, within a minute. */
  hasReturned: boolean;
}

/**
 * Decides which lines a repeated event gets: one at its beginning, one a minute with a count while it continues, one at its end. An
 * event that ends and returns within a minute continues, so that an intermittent fault does not fill the log either; its end is logged
 * after a minute without it. Pure: `now` is any clock in milliseconds. At most a hundred kinds; further ones are counted together.
 */
export class Repetitions {
  private readonly episodes = new Map<string, Episode>();

  /** @param most  lines a minute before the rest is counted */
  constructor(private readonly most = 1) {}

  get isEmpty(): boolean {
    return this.episodes.size === 0;
  }

  /** Records an event; returns the line to write, if any. */
  happened(kind: string, line: Line, now: number): Line | undefined {
    const name = this.episodes.has(kind) || this.episodes.size < MOST_KINDS ? kind : OTHERS;
    const episode = this.episodes.get(name);
    if (!episode) {
      this.episodes.set(name, {
        line,
        since: now,
        last: now,
        toldAt: now,
        times: 1,
        lines: 1,
        untold: 0,
        isFolded: false,
        hasEnded: false,
        hasReturned: false,
      });
      return line;
    }
    episode.line = line;
    episode.last = now;
    episode.times++;
    episode.hasReturned = episode.hasEnded;
    if (episode.lines++ < this.most) return line;
    episode.untold++;
    episode.isFolded = true;
    return undefined;
  }

  /** Records that it works again; returns the line to write, if any. */
  over(kind: string, now: number): Line | undefined {
    const episode = this.episodes.get(kind);
    if (!episode || episode.hasEnded) return undefined;
    episode.hasEnded = true;
    episode.toldAt = now;
    episode.untold = 0;
    return ending(episode, now);
  }

  /** The lines that are due by time. A kind without `over` ends after a minute without events. */
  due(now: number): Line[] {
    const lines: Line[] = [];
    for (const [kind, episode] of this.episodes) {
      if (now - episode.toldAt < MINUTE_MS) continue;
      if (episode.untold > 0) {
        lines.push(progress(episode, now));
        continue;
      }
      this.episodes.delete(kind);
      if (episode.hasReturned || (!episode.hasEnded && episode.isFolded)) lines.push(ending(episode, episode.last));
    }
    return lines;
  }
}

function progress(episode: Episode, now: number): Line {
  const { text, fields } = episode.line;
  const line = { text: `${text} (${count(episode.untold)} more in ${duration(now - episode.toldAt)})`, fields };
  Object.assign(episode, { toldAt: now, untold: 0, lines: 1 });
  return line;
}

const ending = ({ line: { text, fields }, times, since }: Episode, end: number): Line => ({
  text: `${text}: is over after ${count(times)} in ${duration(end - since)}`,
  fields,
});

const count = (times: number): string => (times === 1 ? '1 time' : `${times} times`);
const duration = (ms: number): string =>
  ms < 120_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
