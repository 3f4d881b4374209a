/** Records by key, in the order of their keys, within one transaction. */
export interface Table {
  get<T>(key: string): Promise<T | undefined>;
  /** All whose key begins so, in order. */
  list<T>(prefix: string): Promise<[key: string, value: T][]>;
  put(key: string, value: unknown): void;
  delete(key: string): void;
}

/** Where a device keeps what a reload must not lose: IndexedDB, or memory when there is none. */
export interface Store {
  /** Whether it survives a reload. */
  readonly isLasting: boolean;
  /** All or nothing, one after another; resolves when it is kept. `body` may wait for the table only. */
  change<T>(body: (table: Table) => Promise<T>): Promise<T>;
}

/** Short texts that are written at once, even while a page is being left; undefined removes. */
export interface Stash {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

/** Holds names so that no other tab has them. */
export interface Locks {
  /** How long a holding is good without being renewed; Infinity where the browser sees to it. */
  readonly lease: number;
  /** Takes `name` if nobody has it; resolves to how to let go, or undefined. */
  take(name: string): Promise<(() => void) | undefined>;
}

/** Forgets with the page. */
export function memoryStore(records = new Map<string, unknown>()): Store {
  let last: Promise<unknown> = Promise.resolve();
  return {
    isLasting: false,
    change(body) {
      const run = async () => {
        const written = new Map<string, unknown>();
        const read = (key: string) => (written.has(key) ? written.get(key) : records.get(key));
        const result = await body({
          get: async (key) => read(key) as never,
          list: async (prefix) => {
            const keys = new Set([...records.keys(), ...written.keys()]);
            return [...keys].filter((key) => key.startsWith(prefix) && read(key) !== undefined).sort().map((key) => [key, read(key)] as never);
          },
          put: (key, value) => written.set(key, value),
          delete: (key) => written.set(key, undefined),
        });
        for (const [key, value] of written) {
          if (value === undefined) records.delete(key);
          else records.set(key, value);
        }
        return result;
      };
      const result = last.then(run);
      last = result.catch(() => {});
      return result;
    },
  };
}
