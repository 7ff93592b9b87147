import { MOST_KEY, MOST_WHY } from '../contracts/values.js';

/** As much of an error as is shown. */
export const WHY = `left(why, ${MOST_WHY})`;
export const TYPE = `left(type, ${MOST_KEY})`;
export const KEY = `left(key, ${MOST_KEY})`;

/** An error without what differs from message to message. */
export const ERROR = String.raw`regexp_replace(${WHY}, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+', '…', 'g')`;

/** The name of the group that a dead letter belongs to: short enough for a command line. */
export const GROUP = `left(md5(concat_ws(chr(31), receiver, type, ${ERROR})), 12)`;
