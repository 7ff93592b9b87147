/** `1 span`, `2 spans` */
export const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
