import type { Source } from './sources.js';

const KEEPS_ORDERS = /@Entity\('(\w+)'\)[^]*\bname: 'order_id'/;

/** Tables of orders in a context without a storyteller: `cleave order story` would say nothing of what is in them. */
export function untold(sources: readonly Source[]): readonly string[] {
  const contextOf = ({ path }: Source): string => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? '';
  const telling = new Set(sources.filter(({ tree }) => /^@Storyteller\(\)/m.test(tree.text)).map(contextOf));
  return sources.flatMap((source) => {
    const table = KEEPS_ORDERS.exec(source.tree.text)?.[1];
    if (!table || telling.has(contextOf(source))) return [];
    const folder = `src/modules/${contextOf(source)}/queries`;
    return [
      `${source.path}: nobody tells the rows of ${table} in the story of an order: write a @Storyteller() in ${folder}`,
    ];
  });
}
