import type { ItemKey } from "./item-key.js";

/** Items in an order, found by key. Removing and inserting costs as much as there are items; appending and changing does not. */
export class OrderedItems<T> {
  private keys: ItemKey[] = [];
  private byKey = new Map<ItemKey, T>();
  private list: T[] | undefined;

  get count(): number {
    return this.keys.length;
  }

  /** In their order. The same array until something changes; append changes it in place. */
  get values(): readonly T[] {
    return (this.list ??= this.keys.map((key) => this.byKey.get(key)!));
  }

  get(key: ItemKey): T | undefined {
    return this.byKey.get(key);
  }

  /** Takes the place of all there was. */
  fill(entries: readonly (readonly [ItemKey, T])[]): void {
    this.byKey = new Map(entries);
    this.keys = Array.from(this.byKey.keys());
    this.list = undefined;
  }

  append(key: ItemKey, item: T): void {
    if (this.byKey.has(key)) return;
    this.keys.push(key);
    this.byKey.set(key, item);
    this.list?.push(item);
  }

  /** Inserts at `place` or, where there are fewer, at the end; returns the place. */
  insert(key: ItemKey, item: T, place: number): number {
    const index = Math.min(place, this.keys.length);
    this.keys.splice(index, 0, key);
    this.byKey.set(key, item);
    this.list = undefined;
    return index;
  }

  /** Replaces one item; false when there is none. */
  change(key: ItemKey, change: (item: T) => T): boolean {
    const item = this.byKey.get(key);
    if (item === undefined) return false;
    this.byKey.set(key, change(item));
    this.list = undefined;
    return true;
  }

  changeAll(change: (item: T) => T): void {
    for (const [key, item] of this.byKey) this.byKey.set(key, change(item));
    this.list = undefined;
  }

  /** Removes items; returns the places, ascending, that they had. */
  remove(keys: ReadonlySet<ItemKey>): number[] {
    const places: number[] = [];
    for (const key of keys) if (this.byKey.has(key)) places.push(-1);
    if (places.length === 0) return [];
    places.length = 0;
    this.keys = this.keys.filter((key, index) => {
      if (!keys.has(key)) return true;
      places.push(index);
      this.byKey.delete(key);
      return false;
    });
    this.list = undefined;
    return places;
  }
}
