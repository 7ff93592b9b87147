import type { ProjectorNews } from './projector.js';

/** What the thread tells: a call of one of `ProjectorNews`. */
export type News = { [K in keyof ProjectorNews]: readonly [K, ...Parameters<ProjectorNews[K]>] }[keyof ProjectorNews];

/** What the thread is told: to end. */
export const DRAIN = 'drain';

/** Makes the call that a message stands for. */
export function tell(news: ProjectorNews, [what, ...said]: News): void {
  (news[what] as (...said: unknown[]) => void)(...said);
}
