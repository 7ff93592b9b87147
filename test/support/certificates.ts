import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;

export interface Wish {
  readonly name: string;
  /** Under which it is reached: DNS names and IPv4 addresses. */
  readonly hosts?: readonly string[];
  /** @defaultValue tomorrow */
  readonly until?: Date;
}

/** A certificate authority of one's own, for one test: X.509 in as many bytes as TLS needs. */
export class Authority {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly certificate: string;

  constructor(private readonly name: string) {
    this.certificate = this.issue({ name }, this.keys.publicKey, [extension('551d13', seq(tlv(0x01, [0xff])), true)]);
  }

  /** A certificate and its key, as PEM. */
  certify(wish: Wish): { readonly cert: string; readonly key: string } {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const names = (wish.hosts ?? []).map((host) =>
      /^[\d.]+$/.test(host) ? tlv(0x87, host.split('.').map(Number)) : tlv(0x82, Buffer.from(host)),
    );
    const cert = this.issue(wish, publicKey, [extension('551d11', seq(...names))]);
    return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
  }

  /** The files of a process, and the environment that names them. */
  async equip(folder: string, wish: Wish): Promise<NodeJS.ProcessEnv> {
    const path = (end: string) => join(folder, `${wish.name}.${end}`);
    const { cert, key } = this.certify(wish);
    const files = { cert, key, ca: this.certificate };
    await Promise.all(Object.entries(files).map(([end, text]) => writeFile(path(end), text)));
    return { CLEAVE_TCP_TLS_CERT: path('cert'), CLEAVE_TCP_TLS_KEY: path('key'), CLEAVE_TCP_TLS_CA: path('ca') };
  }

  private issue({ name, until }: Wish, key: KeyObject, extensions: readonly Buffer[]): string {
    const end = until ?? new Date(Date.now() + DAY_MS);
    const body = seq(
      tlv(0xa0, tlv(0x02, [2])),
      tlv(0x02, [0x01, ...randomBytes(8)]),
      ECDSA_WITH_SHA256,
      called(this.name),
      seq(time(new Date(Math.min(Date.now(), end.getTime()) - DAY_MS)), time(end)),
      called(name),
      key.export({ type: 'spki', format: 'der' }),
      tlv(0xa3, seq(...extensions)),
    );
    const signature = sign('sha256', body, this.keys.privateKey);
    const der = seq(body, ECDSA_WITH_SHA256, tlv(0x03, [0, ...signature]));
    return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  }
}

// DER: a tag, a length, a value
function tlv(tag: number, value: Uint8Array | readonly number[]): Buffer {
  const bytes = Buffer.from(value);
  const [high, low] = [bytes.length >> 8, bytes.length & 0xff];
  const length = bytes.length < 0x80 ? [low] : high ? [0x82, high, low] : [0x81, low]; // Go accepts only the shortest form
  return Buffer.concat([Buffer.from([tag, ...length]), bytes]);
}
const seq = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, Buffer.concat(parts));
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const time = (at: Date): Buffer => tlv(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/\D/g, '')}Z`));
const called = (name: string): Buffer => seq(tlv(0x31, seq(oid('550403'), tlv(0x0c, Buffer.from(name)))));
const extension = (id: string, value: Buffer, isCritical = false): Buffer =>
  seq(oid(id), ...(isCritical ? [tlv(0x01, [0xff])] : []), tlv(0x04, value));
const ECDSA_WITH_SHA256 = seq(oid('2a8648ce3d040302'));
