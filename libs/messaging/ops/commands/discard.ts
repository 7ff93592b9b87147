import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Discard } from '../contracts/index.js';
import { Settlements } from './settlements.js';

@CommandHandler(Discard)
export class DiscardHandler implements ICommandHandler<Discard> {
  constructor(private readonly settlements: Settlements) {}

  execute(command: Discard) {
    return this.settlements.of(command);
  }
}
