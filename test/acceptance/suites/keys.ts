import { readFileSync } from 'node:fs';
import { channelKey, keysFromSecret, LOG_LEVELS_KEY, ringOf, SECRET_ID_KEY } from '#libs/keys';
import type { Cleave } from '#test/cleave';

const isLinux = process.platform === 'linux';
if (!isLinux) console.warn('the environment of a process is not read: that needs the /proc of Linux');
const onLinux = isLinux ? describe : describe.skip;

/** What somebody finds who has taken over the process of inventory, which is one of its own. */
export const keys = (given: () => Cleave): void =>
  onLinux('the environment of a process that npm start has started', () => {
    let cleave: Cleave;
    let environment: Readonly<Record<string, string>>;
    beforeAll(() => {
      cleave = given();
      environment = environmentOf(cleave.member('inventory').pid);
    });

    it('has the database of inventory, and neither another nor the way of an administrator', async () => {
      const urls = Object.entries(environment).filter(([, value]) => value.startsWith('postgres'));
      expect(urls.map(([name]) => name)).toEqual(['CLEAVE_DATABASE_URL_INVENTORY']);
      expect(urls[0]![1]).toBe((await cleave.roleUrls()).get('inventory'));
    });

    it('holds nothing from which another key, or an operator, could be made', () => {
      const text = JSON.stringify(environment);
      expect(text).not.toContain(cleave.env.CLEAVE_SECRET);
      expect(text).not.toContain(cleave.operator.password);
      expect(text).not.toContain(new URL(cleave.env.CLEAVE_DATABASE_URL!).password);
    });

    it('is not told a secret by its arguments, which every user of the machine can read, nor is anything beside it', () => {
      const { CLEAVE_SECRET, CLEAVE_DATABASE_URL } = cleave.env;
      const secrets = [CLEAVE_SECRET!, environment.CLEAVE_KEYS!, cleave.operator.password, CLEAVE_DATABASE_URL!];
      const processes = [cleave.pid, ...cleave.members.map(({ pid }) => pid)];
      expect(processes.length).toBeGreaterThan(2);
      for (const pid of processes) {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        expect(line).toContain('node');
        expect(secrets.filter((secret) => line.includes(secret))).toEqual([]);
      }
    });

    it('signs no token, and speaks for nobody but inventory', () => {
      const contexts = ['inventory', 'notifications', 'orders', 'payments', 'users'];
      const from = contexts.map((receiver) => channelKey('inventory', receiver));
      const to = [...contexts, 'gateway', 'host'].map((speaker) => channelKey(speaker, 'inventory'));
      const all = keysFromSecret(cleave.env.CLEAVE_SECRET!);
      expect(environment.CLEAVE_KEYS).toBe(ringOf(all, [...from, ...to, LOG_LEVELS_KEY, SECRET_ID_KEY]));
    });
  });

function environmentOf(pid: number): Readonly<Record<string, string>> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
