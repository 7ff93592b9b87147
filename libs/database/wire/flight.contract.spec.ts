import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import pg from 'pg';
import { Flight, type BoundStatement, type Prepared, type Row } from './flight.js';

/**
 * `Flight` hands itself to pg as a query, and speaks through inner methods of pg's connection, which pg may change in any version.
 * Here is all that it uses. When this is red after an upgrade, `flight.ts` follows pg's `lib/connection.js` and `lib/client.js`.
 */
const TESTED = '8.23.1';

const cstring = (text: string) => Buffer.from(`${text}\0`);
const int16 = (n: number) => Buffer.from([n >> 8, n & 0xff]);
const int32 = (n: number) => Buffer.concat([int16(n >>> 16), int16(n & 0xffff)]);
function message(kind: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}
const READY = message('Z', Buffer.from('I'));
const columnN = message('T', int16(1), cstring('n'), int32(0), int16(0), int32(20), int16(8), int32(-1), int16(0));
const rowOf = (text: string) => message('D', int16(1), int32(text.length), Buffer.from(text));
const DONE = message('C', cstring('SELECT 1'));
const error = message('E', ...['SERROR', 'C23505', 'Mtwice', ''].map(cstring));

/** A server at the other end of pg's connection: what it was sent, by kind of message, and what it answers. */
class Backend extends Duplex {
  kinds = '';
  setNoDelay = () => this;
  connect = () => (queueMicrotask(() => this.emit('connect')), this);
  override _read(): void {}
  override _write(bytes: Buffer, _: unknown, done: () => void): void {
    for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1))
      this.kinds += String.fromCharCode(bytes[at]!);
    done();
  }
}

const statement = (name: string, ...values: BoundStatement['values']): BoundStatement => ({
  statement: { name, text: `SELECT ${name}` },
  values,
});

describe(`what flights use of pg ${TESTED}`, () => {
  let backend: Backend;
  let client: pg.Client;
  let prepared: Prepared;
  beforeEach(async () => {
    backend = new Backend();
    client = new pg.Client({ stream: () => backend as never });
    prepared = { columns: new Map(), doubtful: new Set() };
    const connected = client.connect();
    backend.once('connect', () => backend.push(Buffer.concat([message('R', int32(0)), READY])));
    await connected;
    backend.kinds = '';
  });

  const flight = (answer: readonly Buffer[], ...statements: readonly BoundStatement[]): Promise<Row[][]> => {
    const { promise, resolve, reject } = Promise.withResolvers<Row[][]>();
    const done = (failure: Error | undefined, rows: Row[][]) => (failure ? reject(failure) : resolve(rows));
    client.query(new Flight(statements, prepared, done) as unknown as pg.Submittable);
    backend.push(Buffer.concat(answer));
    return promise;
  };

  it('is this version; another one is compared with flight.ts before it is written here', () => {
    const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as { version: string; dependencies: object };
    expect(read('package.json').dependencies).toMatchObject({ pg: TESTED });
    expect(read('node_modules/pg/package.json').version).toBe(TESTED);
  });

  it('parse, bind, describe, execute for what is new, bind and execute for what is known, and one sync', async () => {
    const one = statement('one', 1, 'text', null, Buffer.of(1));
    const parsed = [message('1'), message('2'), columnN, rowOf('7'), DONE];
    expect(await flight([...parsed, message('2'), rowOf('8'), DONE, READY], one, one)).toEqual([
      [{ n: 7 }],
      [{ n: 8 }],
    ]);
    expect(backend.kinds).toBe('PBDEBDES');
    backend.kinds = '';
    expect(await flight([message('2'), rowOf('9'), DONE, READY], one)).toEqual([[{ n: 9 }]]);
    expect(backend.kinds).toBe('BES');
  });

  it('an error ends the flight with what the server said, and the statement is closed before it is parsed again', async () => {
    const one = statement('one');
    await expect(flight([error, READY], one)).rejects.toMatchObject({ code: '23505', statement: 'one' });
    backend.kinds = '';
    await flight([message('3'), message('1'), message('2'), columnN, DONE, READY], one);
    expect(backend.kinds).toBe('CPBDES');
  });

  it('a statement that failed stays in doubt while an error of an earlier one keeps the server from closing it', async () => {
    const [one, two] = [statement('one'), statement('two')];
    await expect(flight([error, READY], two)).rejects.toMatchObject({ statement: 'two' });
    await expect(flight([error, READY], one, two)).rejects.toMatchObject({ statement: 'one' });
    backend.kinds = '';
    await flight([message('3'), message('1'), message('2'), columnN, DONE, READY], two);
    expect(backend.kinds).toBe('CPBDES');
  });

  it('an empty statement is answered as one', async () => {
    expect(await flight([message('1'), message('2'), message('n'), message('I'), READY], statement('none'))).toEqual([
      [],
    ]);
  });
});
