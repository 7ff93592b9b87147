import type { Carrier, Message, Receipt } from '../envelope.js';

/** What a lane is told of its ends, and whom it tells what it hears. */
export interface LaneOptions {
  readonly sender: string;
  readonly receiver: string;
  readonly carrier: Pick<Carrier, 'deliver'>;
  readonly leaseMs: number;
  /** Frames that may be under way at once. */
  readonly framesInFlight: number;
  readonly messagesPerFrame: number;
  /** With the messages that they are about. */
  readonly onReceipts: (receiver: string, receipts: readonly Receipt[], messages: readonly Message[]) => void;
  /** The receiver is back, one has answered that was sent before without an answer, or all is sent of a backlog: what is due can go at once. */
  readonly onFree: () => void;
}
