import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Config, ConfigurationError, envExample, section } from './index.js';

const http = section('http', {
  PORT: z.coerce.number().int().max(65_535).min(0).default(3000).describe('Public port.'),
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

  it('names every problem at once, in a sentence that says what the setting takes', () => {
    expect(problemsOf({ PORT: 'abc', MAIL: 'perhaps' })).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'CLEAVE_TOKEN is required: it must have at least 8 characters.',
      'MAIL must be 1 or 0 (or true or false, yes or no, on or off).',
    ]);
  });

  it('masks no letters of the sentence, however short the value is', () => {
    expect(problemsOf({ CLEAVE_TOKEN: 'e' })).toEqual(['CLEAVE_TOKEN must have at least 8 characters.']);
  });

  it.each([
    [z.enum(['log', 'warn']), 'must be one of log, warn'],
    [z.coerce.number().int().positive(), 'must be a whole number that is at least 1'],
    [z.coerce.number().positive(), 'must be a number greater than 0'],
    [z.email(), 'must be an e-mail address'],
    [z.string().min(9).max(10), 'must have 9 to 10 characters'],
    [z.url({ error: 'must be a URL such as redis://host' }), 'must be a URL such as redis://host'],
    [z.string().regex(/^a$/, 'must be the letter a'), 'must be the letter a'],
    [z.string().regex(/^a$/), 'has a value that cannot be used'],
  ])('says what it takes (%#)', (schema, words) => {
    const one = section('one', { ONE: schema.optional().describe('One.') });
    expect(() => Config.read([one], { ONE: '-' })).toThrow(`ONE ${words}.`);
  });

  it('takes an empty variable as absent', () => {
    expect(Config.read([http], { PORT: '', CLEAVE_TOKEN: 'long enough' }).get(http).PORT).toBe(3000);
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
