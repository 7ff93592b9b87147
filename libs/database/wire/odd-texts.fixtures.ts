/** Texts that must be quoted in PostgreSQL's array literals, and null. */
export const ODD_TEXTS: readonly (string | null)[] = [
  'plain',
  '',
  'NULL',
  'null',
  'a,b',
  '{}',
  '"quoted"',
  'back\\slash',
  'new\nline',
  ' space ',
  'naïve ☃',
  null,
];
