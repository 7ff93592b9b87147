import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Redrive } from '../contracts/index.js';
import { Settlements } from './settlements.js';

@CommandHandler(Redrive)
export class RedriveHandler implements ICommandHandler<Redrive> {
  constructor(private readonly settlements: Settlements) {}

  execute(command: Redrive) {
    return this.settlements.of(command);
  }
}
