import { type Name, nameOf } from './names.js';
import { Refused } from './refused.js';

/** A field, given as `name:text`, in the forms in which it is generated. */
export interface Field {
  readonly name: Name;
  readonly ts: string;
  readonly sql: string;
  /** Schema of input. */
  readonly taken: string;
  /** Schema of output, without limits that were checked at input. */
  readonly shown: string;
  /** Source text of a sample value. */
  readonly sample: string;
}

const TYPES = {
  text: { ts: 'string', sql: 'text', taken: 'Text(200)', shown: 'StoredText(200)', sample: `'words'` },
  int: { ts: 'number', sql: 'integer', taken: 'z.int()', shown: 'z.int()', sample: '1' },
  id: {
    ts: 'string',
    sql: 'uuid',
    taken: 'Id',
    shown: 'z.uuid()',
    sample: `'01890a5d-ac96-774b-bcce-b30209900001'`,
  },
} as const;

/** Throws Refused. */
export const fieldsOf = (words: readonly string[]): readonly Field[] => words.map(fieldOf);

function fieldOf(word: string): Field {
  const [name = '', type = ''] = word.split(':');
  if (!Object.hasOwn(TYPES, type) || word.split(':').length > 2)
    throw new Refused(`"${word}" is no field: write name:text, name:int or name:id.`);
  if (name === 'id' || name === 'created-at') throw new Refused(`"${name}" is there already: leave it out.`);
  return { name: nameOf(name), ...TYPES[type as keyof typeof TYPES] };
}

/** The kernel's schemas that a text uses, to be imported. */
export const kernelNames = (text: string): readonly string[] =>
  ['Id', 'StoredText', 'Text'].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
