import { AppError } from './app_error';

/** One who waits for a rule together with others. */
export interface Place<Order, Outcome> {
  readonly order: Order;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface Turn<Order, Outcome> {
  /** Of the rule and its space. */
  readonly key: string;
  /** Who asks: only orders of one caller are served together, because they are done with that caller's rights. */
  readonly caller: string;
  /** Orders about the same subject keep their order, whoever gives them. */
  readonly subject: string;
  readonly order: Order;
  readonly longestWaitMs: number;
  readonly hold: (task: () => Promise<void>) => Promise<void>;
  /** Settles every place; those it leaves open when it throws fail with what it threw. */
  readonly serve: (places: ReadonlyArray<Place<Order, Outcome>>) => Promise<void>;
}

export interface RuleTurns {
  join<Order, Outcome>(turn: Turn<Order, Outcome>): Promise<Outcome>;
}

interface Waiting {
  readonly turn: Pick<Turn<unknown, unknown>, 'caller' | 'subject' | 'hold'> & { readonly serve: unknown };
  readonly place: unknown;
  readonly reject: (error: unknown) => void;
  readonly serveWith: (others: readonly Waiting[]) => Promise<void>;
  readonly stopWaiting: () => void;
}

/**
 * Orders for one rule that wait at the same time are served together under one hold of its lock, so that a hundred of them cost a few writes of
 * the rule and not a hundred. Whoever has waited too long gets a `conflict`.
 */
export function createRuleTurns(): RuleTurns {
  const queues = new Map<string, Waiting[]>();

  async function run(key: string, queue: Waiting[]): Promise<void> {
    for (let [head] = queue; head; [head] = queue) {
      const { turn } = head;
      let served: readonly Waiting[] = [];
      const error = await turn
        .hold(async () => {
          served = takeWith(queue, turn);
          await served[0]?.serveWith(served);
        })
        .then(() => undefined, (thrown: unknown) => thrown ?? new Error('failed'));
      if (error === undefined) continue;
      const failed = served.length > 0 ? served : takeWith(queue, turn);
      for (const { reject } of failed) reject(error);
    }
    queues.delete(key);
  }

  return {
    join: <Order, Outcome>(turn: Turn<Order, Outcome>) =>
      new Promise<Outcome>((resolve, reject) => {
        const queue = queues.get(turn.key) ?? [];
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(new AppError('conflict', 'This rule is being changed by others all the time. Nothing was changed; try again.'));
        }, turn.longestWaitMs);
        const place: Place<Order, Outcome> = { order: turn.order, resolve, reject };
        const waiting: Waiting = {
          turn,
          place,
          reject,
          /* Served together are only those with the same `serve`, so their places are of one kind. */
          serveWith: (others) => turn.serve(others.map((other) => other.place as Place<Order, Outcome>)),
          stopWaiting: () => clearTimeout(timer),
        };
        queue.push(waiting);
        if (queues.has(turn.key)) return;
        queues.set(turn.key, queue);
        void run(turn.key, queue);
      }),
  };
}

/** Takes the orders of one caller out of the queue, except those that another's order about the same subject stands before. */
function takeWith(queue: Waiting[], { caller, serve }: Waiting['turn']): readonly Waiting[] {
  const blocked = new Set<string>();
  const taken = queue.filter(({ turn }) => {
    const isTheirs = turn.caller === caller && turn.serve === serve && !blocked.has(turn.subject);
    if (!isTheirs) blocked.add(turn.subject);
    return isTheirs;
  });
  for (const waiting of taken) {
    waiting.stopWaiting();
    queue.splice(queue.indexOf(waiting), 1);
  }
  return taken;
}
