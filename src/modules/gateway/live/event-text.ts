/** An event of a `text/event-stream`, with its data as JSON, which has no line break. */
export const eventText = (id: number, name: string, data: object): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** A comment, which clients ignore: it keeps the connection open. */
export const HEARTBEAT = ':\n\n';

/** How long a client waits before it connects again. */
export const retryText = (ms: number): string => `retry: ${ms}\n\n`;
