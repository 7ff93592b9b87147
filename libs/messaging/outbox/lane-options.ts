import type { Carrier, Message, Receipt } from '../envelope.js';

/** The two ends of a lane, its limits, and its callbacks. */
export interface LaneOptions {
  readonly sender: string;
  readonly receiver: string;
  readonly carrier: Pick<Carrier, 'deliver'>;
  readonly leaseMs: number;
  /** How many frames may be in flight at once. */
  readonly framesInFlight: number;
  readonly messagesPerFrame: number;
  /** Called with the receipts of a frame and the messages of the frame. */
  readonly onReceipts: (receiver: string, receipts: readonly Receipt[], messages: readonly Message[]) => void;
  /**
   * Called when the next sweep need not wait: the receiver answers again, a message that was sent before without an answer has
   * one, or memory is empty while rows wait in the table.
   */
  readonly onFree: () => void;
}
