export { Discard, Redrive } from './commands.js';
export { GetDeadLetter, GetLag, ListDeadLetterGroups, ListDeadLetters, TellStory } from './queries.js';
export {
  ContextLag,
  DeadLetter,
  DeadLetterGroup,
  DeadMessage,
  GroupName,
  LaneLag,
  ProjectionLag,
  Settled,
  StoryFact,
} from './values.js';
