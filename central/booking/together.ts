/** Do not let one batch grow beyond what is answered within a moment. */
const most = 50;

interface Waiting<Request, Answer> {
  request: Request;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * For a database that does one thing at a time (PGlite): what comes while something is being done is done together, in the order in
 * which it came and each by itself, and so shares its round trips. Nobody waits for company.
 */
export class Together<Request, Answer> {
  readonly #act: (requests: readonly Request[]) => Promise<Answer[]>;
  #waiting: Waiting<Request, Answer>[] = [];
  #running: Promise<void> | null = null;

  constructor(act: (requests: readonly Request[]) => Promise<Answer[]>) {
    this.#act = act;
  }

  add(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#take(this.#waiting.splice(0, most));
    this.#running = null;
  }

  async #take(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.#act(batch.map(({ request }) => request));
      for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) return only?.reject(error);
      // Whatever is wrong with one of them is none of the others' business.
      for (const each of batch) await this.#take([each]);
    }
  }
}
