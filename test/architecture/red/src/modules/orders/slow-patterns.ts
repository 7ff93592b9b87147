export const trailingZeros = /0+$/;
export const nested = /^(a+)+b/;
export const built = new RegExp(`^${String(trailingZeros)}`);
export const bounded = /^[a-z]{1,64}$/;
