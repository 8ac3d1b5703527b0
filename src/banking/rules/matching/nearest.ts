/** A heap of nodes by distance; equal ones come in the order of their nodes, so that each search is the same. */
export class Nearest {
  private readonly items: (readonly [node: number, distance: number])[] = [];

  add(node: number, distance: number): void {
    const item = [node, distance] as const;
    this.items.push(item);
    let place = this.items.length - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.items[parent];
      if (above === undefined || !isNearer(item, above)) break;
      this.items[place] = above;
      place = parent;
    }
    this.items[place] = item;
  }

  take(): readonly [node: number, distance: number] | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return first;
    this.sink(last);
    return first;
  }

  private sink(item: readonly [number, number]): void {
    let place = 0;
    for (;;) {
      const [left, right] = [this.items[place * 2 + 1], this.items[place * 2 + 2]];
      if (left === undefined) break;
      const isRight = right !== undefined && isNearer(right, left);
      const child = isRight ? right : left;
      if (!isNearer(child, item)) break;
      this.items[place] = child;
      place = place * 2 + (isRight ? 2 : 1);
    }
    this.items[place] = item;
  }
}

function isNearer(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[1] < other[1] || (one[1] === other[1] && one[0] < other[0]);
}
