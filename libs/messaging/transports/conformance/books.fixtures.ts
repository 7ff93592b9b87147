import { setTimeout as pause } from 'node:timers/promises';
import { Mangler } from '#test/mangler';
import { Random } from '#test/random';
import { complaints, deadLetters, quiet } from '../../../../test/core/books.js';
import { Rig, type ContextName, type Replica } from '../../../../test/core/rig.js';
import { newId } from '../../ids.js';
import type { Carrier } from '../../envelope.js';
import type { Case, Lab } from './lab.fixtures.js';

const settings = { leaseMs: 800 };
const ROUNDS = 60;

/** Two contexts with databases, each in processes of its own. The sums of both show lost or duplicated messages. */
class Market {
  private constructor(
    private readonly lab: Lab,
    private readonly rig: Rig,
  ) {}

  static async open(lab: Lab): Promise<Market> {
    return new Market(lab, await Rig.open());
  }

  async place(process: string, context: ContextName, over = (carrier: Carrier) => carrier): Promise<Replica> {
    const transport = await this.lab.open(process, [context]);
    const carriers = new Map<string, Carrier>();
    const remote = (name: string) =>
      carriers.get(name) ?? carriers.set(name, over(transport.carrierTo(name))).get(name);
    const replica = await this.rig.start({ name: process, contexts: [context], remote, settings });
    await transport.serve([replica.host.serverOf(context)]);
    return replica;
  }

  /** @param strike  the fault injected before a round of sales */
  async sell(shop: Replica, strike: (round: number) => unknown = () => undefined): Promise<void> {
    const shelves = [newId(), newId()];
    for (let round = 0; round < ROUNDS; round++) {
      await strike(round);
      await Promise.all(Array.from({ length: 4 }, (_, i) => this.rig.sell(shop, { shelf: shelves[i % 2]! })));
    }
  }

  async expectNothingWrong(): Promise<void> {
    await quiet(this.rig);
    expect(await complaints(this.rig)).toEqual([]);
    expect(await deadLetters(this.rig)).toEqual([]);
  }

  close(): Promise<void> {
    return this.rig.close();
  }
}

const inMarket = (lab: () => Lab, run: (market: Market) => Promise<void>) => async () => {
  const market = await Market.open(lab());
  try {
    await run(market);
  } finally {
    await market.close();
  }
};

export const mangled: Case = (lab) =>
  test(
    'frames that are doubled, lost, reordered, truncated and late cost time, nothing else',
    inMarket(lab, async (market) => {
      const chances = { doubled: 0.3, lost: 0.08, answerLost: 0.08, truncated: 0.1, late: 0.04, delayMs: 20 };
      const random = new Random();
      const manglers: Mangler[] = [];
      const over = (carrier: Carrier) => manglers[manglers.push(new Mangler(carrier, random, chances)) - 1]!;
      await market.place('store-1', 'store', over);
      await market.sell(await market.place('shop-1', 'shop', over));
      await market.expectNothingWrong();
      const did = Object.assign({}, ...manglers.map((mangler) => mangler.did)) as Record<string, number>;
      expect(did).toMatchObject({ doubled: expect.any(Number), truncated: expect.any(Number) });
      expect(['lost', 'answerLost', 'late'].some((silence) => did[silence])).toBe(true);
    }),
  );

export const broken: Case = (lab) =>
  test(
    'a receiver of two replicas whose connections break again and again loses and doubles nothing',
    inMarket(lab, async (market) => {
      await market.place('store-1', 'store');
      await market.place('store-2', 'store');
      const blink = async (process: string): Promise<void> => {
        lab().network!.cut(process);
        await pause(30);
        lab().network!.mend(process);
      };
      const strike = (round: number) => round % 5 === 0 && void blink(`store-${1 + ((round / 5) % 2)}`);
      await market.sell(await market.place('shop-1', 'shop'), strike);
      await market.expectNothingWrong();
    }),
  );

export const forgetful: Case = (lab) =>
  test(
    'a broker that is killed, and one that forgets everything, loses and doubles nothing',
    inMarket(lab, async (market) => {
      await market.place('store-1', 'store');
      const shop = await market.place('shop-1', 'shop');
      await market.sell(shop, async (round) => {
        const { broker } = lab();
        if (round % 10 === 3) await broker!.wipe();
        if (round === 20) await broker!.kill();
        if (round === 30) await broker!.restart();
      });
      await market.expectNothingWrong();
    }),
  );
