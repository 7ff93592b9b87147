/** This process lacks a key that it needs; the message names the key and says what to do. */
export class MissingKey extends Error {
  readonly code = 'keys.missing';
  override readonly name = 'MissingKey';

  constructor(readonly key: string) {
    super(
      `The key "${key}" is not among those in CLEAVE_KEYS: derive them again for this process (cleave secrets derive PROCESS), or set CLEAVE_SECRET.`,
    );
  }
}
