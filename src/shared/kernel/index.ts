/** What every context may use: values without a home in one of them. Pure. */
export { Secret, secretOf, Text, Token } from '#libs/text';
export { allocate } from './allocate.js';
export { Difference, DifferenceKind, DifferencesAsked, DifferenceState, RepairAsked, Repaired } from './difference.js';
export { add, equals, Money, money, sum, times } from './money.js';
export { format, formatIn } from './money-format.js';
export { Id, Line, StoredText } from './schemas.js';
export { isStaff, maySee } from './staff.js';
