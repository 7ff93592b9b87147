/** Puts questions together: those that come while an answer is awaited are asked in one go, after it. */
export class Together<Question, Answer> {
  private waiting: { question: Question; answer: (value: Answer) => void; fail: (error: unknown) => void }[] = [];
  private isAsking = false;

  /** @param askAll  gives the answers in the order of the questions */
  constructor(private readonly askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>) {}

  ask(question: Question): Promise<Answer> {
    const { promise, resolve: answer, reject: fail } = Promise.withResolvers<Answer>();
    this.waiting.push({ question, answer, fail });
    if (!this.isAsking) void this.work();
    return promise;
  }

  private async work(): Promise<void> {
    this.isAsking = true;
    while (this.waiting.length) {
      const asked = this.waiting.splice(0);
      try {
        const answers = await this.askAll(asked.map(({ question }) => question));
        asked.forEach(({ answer }, i) => answer(answers[i]!));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    this.isAsking = false;
  }
}
