import type { PlacedProcess } from '../placement.js';
import { counted } from './lines.js';
import type { PlacedRoute } from './placed-routes.js';
import type { Shown } from './show.js';

/** The same as a Mermaid flowchart: processes around contexts; what crosses the wire is a full line and names its transport. */
export function showMermaid({ processes, routes }: Shown): string {
  const arrows = [...Map.groupBy(routes, ({ from, to }) => `${from} ${to}`).values()].map(arrow);
  return ['flowchart LR', ...processes.flatMap(box), ...arrows].join('\n');
}

/** A process and a context may have one name, so ids say which they are; `end` and a `-` would break a bare one. */
const id = (kind: 'process' | 'context', name: string): string => `${kind}_${name.replaceAll('-', '_')}`;

function box({ name, contexts, replicas }: PlacedProcess): string[] {
  const title = replicas > 1 ? `${name} × ${replicas}` : name;
  const rooms = contexts.map((context) => `    ${id('context', context)}["${context}"]`);
  return [`  subgraph ${id('process', name)}["${title}"]`, ...rooms, '  end'];
}

function arrow(between: readonly PlacedRoute[]): string {
  const { from, to, transport } = between[0]!;
  const count = (lane: PlacedRoute['lane']) => between.filter((route) => route.lane === lane).length;
  const load = [
    ...(count('call') ? [counted(count('call'), 'call')] : []),
    ...(count('message') ? [counted(count('message'), 'message')] : []),
  ].join(', ');
  const line = transport ? `-- "${transport}: ${load}" -->` : `-. "${load}" .->`;
  return `  ${id('context', from)} ${line} ${id('context', to)}`;
}
