import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from './index.js';

const root = mkdtempSync(join(tmpdir(), 'cleave-data-'));
afterAll(() => rmSync(root, { recursive: true }));
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('dataFolder', () => {
  const folder = dataFolder(join(root, 'fresh'));

  it('is closed to others', () => {
    expect(modeOf(folder.path)).toBe('700');
  });

  it('makes a secret once', () => {
    const secret = folder.secret('tokens');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(dataFolder(folder.path).secret('tokens')).toBe(secret);
    expect(folder.secret('other')).not.toBe(secret);
    expect(modeOf(join(folder.path, 'secrets', 'tokens'))).toBe('600');
  });

  it('keeps run state', () => {
    expect(folder.readState('server')).toBeUndefined();
    folder.writeState('server', { port: 1 });
    expect(folder.readState('server')).toEqual({ port: 1 });
    folder.removeState('server');
    expect(folder.readState('server')).toBeUndefined();
  });

  it('says in one sentence why it cannot be used', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => dataFolder(join(root, 'file'))).toThrow(
      /^The data folder cannot be used: .*file: there is a file of that name\.$/,
    );
    expect(() => dataFolder(join(root, 'file', 'below'))).toThrow(/a part of the path is a file/);
  });
});
