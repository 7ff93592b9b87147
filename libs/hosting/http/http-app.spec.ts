import { Module } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { LineLogger } from '#libs/logging';
import { httpApp, listen } from './http-app.js';

@Module({})
class EmptyModule {}

const limits = { keepAliveMs: 1_000, requestMs: 1_000, connections: 10, answerMs: 1_000, unreadBytes: 1_000 };

it('a port that is taken is one sentence, and nothing is logged beside it', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const logged: string[] = [];
  const logger = new LineLogger({ to: { write: (line) => void logged.push(line) } });
  const { app } = await httpApp({ module: EmptyModule, logger, limits });
  await expect(listen(app, port, '127.0.0.1', 'PORT')).rejects.toThrow(`Port ${port} is in use by another program.`);
  expect(logged).toEqual([]);
  await app.close();
  taken.close();
});
