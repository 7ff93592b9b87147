import { Sell } from '../../core/contexts/contracts.js';
import { Replica, type ReplicaOptions } from '../../core/rig.js';

// Hosts the suite's contexts until it is killed; sells what its parent asks for, and stops in order when told to.
const [urls, options] = process.argv.slice(2).map((text) => JSON.parse(text)) as [
  Parameters<typeof Replica.start>[0],
  ReplicaOptions,
];
const replica = await Replica.start(urls, options);
const say = (word: object): void => void process.send?.(word);

process.on('disconnect', () => process.exit());
process.on('message', (word: { sell: Sell } | { stop: true }) => {
  if ('stop' in word) return void replica.stop().then(() => process.exit());
  const { sell } = word;
  const asked = replica.request(new Sell(sell), { id: sell.id, fingerprint: sell.id });
  asked.then(
    (reply) => say({ sold: sell.id, reply }),
    (error: Error) => say({ failed: sell.id, error: `${error.message}` }),
  );
});
say({ ready: true });
