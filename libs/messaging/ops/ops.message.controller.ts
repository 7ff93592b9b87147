import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus, type ICommand, type IQuery } from '@nestjs/cqrs';
import { refuse } from '../contract/index.js';
import { Accepts, Answers } from '../door/door.js';
import { caller } from '../scope.js';
import {
  Discard,
  GetDeadLetter,
  GetLag,
  ListDeadLetterGroups,
  ListDeadLetters,
  Redrive,
  TellStory,
} from './contracts/index.js';

/** The operators' door, the same in every context. It checks the caller's role itself and does not rely on the gateway. */
// prettier-ignore
@Controller()
export class OpsMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(Redrive)              redrive(command: Redrive)           { return this.carryOut(command); }
  @Accepts(Discard)              discard(command: Discard)           { return this.carryOut(command); }

  @Answers(GetLag)               lag(query: GetLag)                  { return this.answer(query); }
  @Answers(ListDeadLetterGroups) groups(query: ListDeadLetterGroups) { return this.answer(query); }
  @Answers(ListDeadLetters)      letters(query: ListDeadLetters)     { return this.answer(query); }
  @Answers(GetDeadLetter)        letter(query: GetDeadLetter)        { return this.answer(query); }
  @Answers(TellStory)            story(query: TellStory)             { return this.answer(query); }

  private carryOut(command: ICommand) { staffOnly(); return this.commands.execute(command); }
  private answer(query: IQuery)       { staffOnly(); return this.queries.execute(query); }
}

function staffOnly(): void {
  const role = caller()?.role;
  if (role !== 'operator' && role !== 'admin') throw refuse(GetLag, 'ops.staff-only');
}
