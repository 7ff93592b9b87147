export let count = 0;
var last = '';
export const prices = new Map<string, number>();
const seen: Set<string> = new Set();
export const queue: string[] = [];
export class Orders {
  static made = 0;
  static readonly table = 'order_view';
}

// none of these can change
export const names: ReadonlySet<string> = new Set(['a']);
export const handlers = [Orders];
export const noNames: readonly string[] = [];
export const remember = (name: string) => {
  let local = name;
  seen.add((local += last));
};
