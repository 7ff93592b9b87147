import { Inject, Injectable } from '@nestjs/common';
import { EffectHandler, type EffectCall, type IEffectHandler } from '#libs/messaging';
import { BellRung, BellUnknown, RingBell } from './contracts.js';
import { World } from './world.js';

@Injectable()
@EffectHandler(RingBell)
export class RingBellHandler implements IEffectHandler<RingBell, { rung: boolean }> {
  constructor(@Inject('world') private readonly world: World) {}

  async find(_: RingBell, { key }: EffectCall) {
    return (await this.world.hasRung(key)) ? { rung: true } : undefined;
  }
  async act({ answer }: RingBell, { key, signal }: EffectCall) {
    await this.world.ring(key, signal, answer);
    return { rung: true };
  }
  tell({ sale }: RingBell) {
    return new BellRung({ sale });
  }
  tellUnknown({ sale }: RingBell) {
    return new BellUnknown({ sale });
  }
}
