import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Config, ConfigurationError, envExample, section } from './index.js';

const http = section('http', {
  PORT: z.coerce.number().int().max(65_535).default(3000).describe('Public port.'),
  CLEAVE_TOKEN: z.string().min(8).describe('Signs tokens.'),
});
const mail = section('mail', { MAIL: z.stringbool().optional().describe('Send e-mail.') });

const problemsOf = (env: NodeJS.ProcessEnv): string[] => {
  try {
    Config.read([http, mail], env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
};

describe('Config', () => {
  it('gives the validated values of a section', () => {
    const config = Config.read([http, mail], { CLEAVE_TOKEN: 'long enough', MAIL: 'yes' });
    expect(config.get(http)).toEqual({ PORT: 3000, CLEAVE_TOKEN: 'long enough' });
    expect(config.get(mail).MAIL).toBe(true);
  });

  it('names every problem at once', () => {
    expect(problemsOf({ PORT: '99999', MAIL: 'perhaps' })).toEqual([
      expect.stringMatching(/^PORT: /),
      'CLEAVE_TOKEN: is required',
      expect.stringMatching(/^MAIL: /),
    ]);
  });

  it('takes an empty variable as absent', () => {
    expect(Config.read([http], { PORT: '', CLEAVE_TOKEN: 'long enough' }).get(http).PORT).toBe(3000);
  });

  it('never prints a value', () => {
    const quoting = section('quoting', {
      KEY: z.string().refine(() => false, { error: ({ input }) => `not ${String(input)}` }),
    });
    expect(() => Config.read([quoting], { KEY: 'hunter2' })).toThrow(/not …/);
  });

  it('refuses a section that was not read', () => {
    expect(() => Config.read([], {}).get(mail)).toThrow('The section "mail" was not read');
  });
});

describe('NAME_FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-config-'));
  const CLEAVE_TOKEN_FILE = join(folder, 'token');
  beforeAll(() => writeFileSync(CLEAVE_TOKEN_FILE, 'from the file\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads the value from the file', () => {
    expect(Config.read([http], { CLEAVE_TOKEN_FILE }).get(http).CLEAVE_TOKEN).toBe('from the file');
  });

  it('is refused beside NAME', () => {
    expect(problemsOf({ CLEAVE_TOKEN: 'long enough', CLEAVE_TOKEN_FILE })).toEqual([
      'CLEAVE_TOKEN and CLEAVE_TOKEN_FILE are both set; keep one',
    ]);
  });

  it('says that the file cannot be read', () => {
    expect(problemsOf({ CLEAVE_TOKEN_FILE: '/nowhere' })).toEqual([
      'CLEAVE_TOKEN_FILE names a file that cannot be read (ENOENT)',
    ]);
  });
});

it('envExample lists every variable with description and default', () => {
  const text = envExample([http, mail]);
  expect(text).toContain('# Public port.\n# PORT=3000');
  expect(text).toContain('# Signs tokens.\n# Required.\nCLEAVE_TOKEN=\n');
  expect(text).toContain('# Send e-mail.\n# MAIL=\n');
});
