// What is kept out of a record, on its way to being committed to: each secret when it becomes known, and, message by message, what is
// recognised by its shape or its place.

/** A value that is kept out. */
export interface Secret {
  /** Appears as `[secret NAME]` where the value stood; of a token, which nobody has named, `[token]`. */
  readonly name: string;
  readonly value: string;
  /** Nobody named it before the run: it was learned from an answer, or recognised. Only the run has seen it. */
  readonly met?: true;
  /** In which request or notification it was recognised. */
  readonly where?: string;
}

/** Told of a value that was recognised. */
export type Found = (name: string, value: string) => void;

// A platform may send a hundred thousand tokens in one answer.
const MOST_SINGLE = 20;
/** The name of many values of one message, that are committed to as one: the JSON list of their names and values. */
const SEVERAL = 'several';

export interface Withheld {
  readonly found: Found;
  readonly add: (secret: Secret) => void;
  /** Gathers what is found while a message is cleaned. Of the same message it is gathered once, however often it is cleaned. */
  readonly within: <T extends object>(message: T, clean: () => T, whereOf: (cleaned: T) => string) => T;
  /** What has come together since this was last called. */
  readonly take: () => readonly Secret[];
}

/** Makes a place where what is withheld comes together. */
export function gatherWithheld(): Withheld {
  let waiting: Secret[] = [];
  let inMessage: {readonly name: string; readonly value: string}[] | null = null;
  const done = new WeakSet();
  return {
    found: (name, value) => {
      if (inMessage === null) waiting.push({name, value, met: true});
      else inMessage.push({name, value});
    },
    add: (secret) => void waiting.push(secret),
    within: (message, clean, whereOf) => {
      const found: {readonly name: string; readonly value: string}[] = [];
      inMessage = found;
      try {
        const cleaned = clean();
        if (found.length > 0 && !done.has(message)) {
          const where = whereOf(cleaned);
          waiting.push(...together(found).map((one) => ({...one, met: true as const, where})));
          done.add(message);
        }
        return cleaned;
      } finally {
        inMessage = null;
      }
    },
    take: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}

function together(found: readonly {readonly name: string; readonly value: string}[]): readonly {readonly name: string; readonly value: string}[] {
  return found.length <= MOST_SINGLE ? found : [{name: SEVERAL, value: JSON.stringify(found.map(({name, value}) => [name, value]))}];
}
