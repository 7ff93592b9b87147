import { MOST_PACKET_BYTES } from './limits.js';

const PREFIX = 4;

/** Splits a byte stream `length, packet, length, packet …` into packets. Buffers at most one packet, in a buffer of exactly its size. */
export class Assembly {
  private readonly prefix = Buffer.alloc(PREFIX);
  private packet: Buffer | undefined;
  private filled = 0;

  /** @param most  the largest packet in bytes; raised when the peer is authenticated */
  constructor(
    private readonly onPacket: (text: string) => void,
    public most = MOST_PACKET_BYTES,
  ) {}

  /** A packet has been received in part. */
  get isPartial(): boolean {
    return this.filled > 0 || this.packet !== undefined;
  }

  /** Throws when a packet is too large; the stream cannot be read any further then. */
  add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) at = this.packet || this.filled ? this.fill(bytes, at) : this.whole(bytes, at);
  }

  /** The usual case: a packet that arrived in one piece is not copied. */
  private whole(bytes: Buffer, at: number): number {
    if (bytes.length - at < PREFIX) return this.fill(bytes, at);
    const end = at + PREFIX + lengthAt(bytes, at, this.most);
    if (end > bytes.length) return this.fill(bytes, at);
    this.onPacket(bytes.toString('utf8', at + PREFIX, end));
    return end;
  }

  private fill(bytes: Buffer, at: number): number {
    const part = this.packet ?? this.prefix;
    const copied = bytes.copy(part, this.filled, at);
    this.filled += copied;
    if (this.filled === part.length) this.complete();
    return at + copied;
  }

  private complete(): void {
    const packet = this.packet;
    this.filled = 0;
    this.packet = packet ? undefined : Buffer.allocUnsafe(lengthAt(this.prefix, 0, this.most));
    if (packet) this.onPacket(packet.toString());
  }
}

function lengthAt(bytes: Buffer, at: number, most: number): number {
  const length = bytes.readUInt32BE(at);
  if (length === 0 || length > most) throw new Error(`a packet of ${length} bytes: at most ${most} are read`);
  return length;
}

/** A packet as it goes over the wire. Throws a RangeError when it is too large. */
export function framed(text: string): Buffer {
  const length = Buffer.byteLength(text);
  if (length > MOST_PACKET_BYTES)
    throw new RangeError(`a packet of ${length} bytes: at most ${MOST_PACKET_BYTES} are sent`);
  const bytes = Buffer.allocUnsafe(PREFIX + length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(text, PREFIX);
  return bytes;
}
