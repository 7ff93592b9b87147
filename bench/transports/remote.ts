// The receiver's process.
import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { staticDiscovery } from '#libs/discovery';
import { openTransport, transportSections, type TransportName } from '#libs/messaging/transports';
import { receiver } from './receiver.js';
import { RECEIVER, talk } from './shop-talk.js';

const { BENCH_TRANSPORT, BENCH_PORT } = process.env;

const transport = await openTransport(BENCH_TRANSPORT as TransportName, {
  process: 'receiver-1',
  listen: { host: '127.0.0.1', port: Number(BENCH_PORT) },
  discovery: staticDiscovery({}),
  ...talk([RECEIVER]),
  config: Config.read(transportSections),
  logger: new Logger('receiver'),
});
await transport.serve([receiver()]);
process.send!('serves');
