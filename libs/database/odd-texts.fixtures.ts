/** What PostgreSQL's array literals write in quotes, or not at all. */
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
