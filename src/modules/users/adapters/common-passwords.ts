import { secretOf } from '#shared/kernel';

/** Shorter ones are refused by their length. */
const LEAST_CHARACTERS = 8;

/**
 * The 18 000 most frequent passwords of published breaches, from the list of zxcvbn, which is a part of the installation. Read at the first
 * look: it takes 60 ms and 8 MB, which a process without registrations need not pay.
 */
export class CommonPasswords {
  private list: Promise<ReadonlySet<string>> | undefined;

  /** Letters are compared in lower case: `Password1` is tried as early as `password1`. */
  async has(password: string): Promise<boolean> {
    this.list ??= read();
    return (await this.list).has(secretOf(password).toLowerCase());
  }
}

async function read(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter(({ length }) => length >= LEAST_CHARACTERS));
}
