/** Each context has one queue for frames and one for requests, so that neither waits behind the other. */
export const LANES = ['frames', 'requests'] as const;
export type LaneName = (typeof LANES)[number];

/** The same in every process, without the prefix of the installation. */
export const queueName = (context: string, lane: LaneName): string => `${context}.${lane}`;

/** Concurrent calls per lane: four frames of half a megabyte from each of eight senders; requests are small, and the inbox limits them. */
export const AT_ONCE: Readonly<Record<LaneName, number>> = { frames: 32, requests: 256 };
