// How many cases work at a time. One that only waits for a notification gives its place away meanwhile.

export interface Slots {
  /** Waits for a place; who is in the middle of a case comes first. */
  readonly take: (urgent: boolean) => Promise<void>;
  readonly give: () => void;
}

/** Makes so many places. */
export function createSlots(count: number): Slots {
  let free = count;
  const urgent: (() => void)[] = [];
  const patient: (() => void)[] = [];
  return {
    take: (isUrgent) => {
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => { (isUrgent ? urgent : patient).push(resolve); });
    },
    give: () => {
      const next = urgent.shift() ?? patient.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
