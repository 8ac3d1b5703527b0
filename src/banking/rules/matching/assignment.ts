/**
 * The best way to pair two sides, and by how much it is the best.
 *
 * 1. Of all ways to pair units of the left with units of the right along the given edges, one of the greatest total
 *    weight is taken; a unit may stay alone, which weighs nothing. Exact, never greedy.
 * 2. Each used edge has a margin: the best total less the best total with one unit fewer on that edge. Whatever other
 *    optimum there may be, an edge with a margin above zero is in all of them, so margins do not depend on any order.
 * 3. Margins are exact below `enough`; what is at least that is not looked at further. So the work stays near the edge.
 */
import { Nearest } from './nearest.js';

export interface Edge {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

export interface Flow {
  readonly left: number;
  readonly right: number;
  readonly units: number;
  readonly margin: number;
}

const START = -1;

/** Distances from a start; nodes of the left are even, of the right odd. */
interface Search {
  readonly distances: Map<number, number>;
  /** The edge by which each node was reached. */
  readonly by: Map<number, number>;
}

/** Successive shortest paths with prices (dual values), so that every search stays among the nodes it concerns. */
export class Assignment {
  private readonly flow: number[];
  private readonly leftPrice: number[];
  private readonly rightPrice: number[];
  private readonly leftUsed: number[];
  private readonly rightUsed: number[];
  private readonly edgesOfLeft: number[][];
  private readonly edgesOfRight: number[][];

  constructor(
    private readonly leftUnits: readonly number[],
    private readonly rightUnits: readonly number[],
    private readonly edges: readonly Edge[],
    private readonly enough: number,
  ) {
    this.flow = edges.map(() => 0);
    this.leftPrice = leftUnits.map(() => 0);
    this.rightPrice = rightUnits.map(() => 0);
    this.leftUsed = leftUnits.map(() => 0);
    this.rightUsed = rightUnits.map(() => 0);
    this.edgesOfLeft = leftUnits.map(() => []);
    this.edgesOfRight = rightUnits.map(() => []);
    edges.forEach((edge, index) => {
      this.edgesOfLeft[edge.left]?.push(index);
      this.edgesOfRight[edge.right]?.push(index);
    });
  }

  flows(): Flow[] {
    this.leftUnits.forEach((units, left) => {
      this.leftPrice[left] = Math.max(0, ...(this.edgesOfLeft[left] ?? []).map((edge) => this.gain(edge)));
      for (let unit = 0; unit < units; unit += 1) if (!this.place(left)) break;
    });
    return this.edges.flatMap(({ left, right }, index) => {
      const units = this.flow[index] ?? 0;
      return units === 0 ? [] : [{ left, right, units, margin: this.margin(index) }];
    });
  }

  private gain(edge: number): number {
    const { right, weight } = this.edgeAt(edge);
    return weight - (this.rightPrice[right] ?? 0);
  }

  private edgeAt(index: number): Edge {
    const edge = this.edges[index];
    if (edge === undefined) throw new RangeError('an edge of the list');
    return edge;
  }

  private slack(index: number): number {
    const { left, right, weight } = this.edgeAt(index);
    return (this.leftPrice[left] ?? 0) + (this.rightPrice[right] ?? 0) - weight;
  }

  /** Adds one unit of the left; false where it is best left alone. */
  private place(left: number): boolean {
    const start = left * 2;
    let [end, best] = [start, this.leftPrice[left] ?? 0];
    const search = this.searchFrom(start, (node, distance) => {
      const cost = distance + this.costToEnd(node);
      if (cost < best) [end, best] = [node, cost];
      return best;
    });
    for (const [node, distance] of search.distances) {
      if (distance >= best) continue;
      const prices = node % 2 === 0 ? this.leftPrice : this.rightPrice;
      const change = node % 2 === 0 ? distance - best : best - distance;
      prices[node >> 1] = (prices[node >> 1] ?? 0) + change;
    }
    this.shift(search, start, end);
    return end !== start;
  }

  /** What it costs to end at a node: a unit of the left stays alone, or a free place on the right is taken. */
  private costToEnd(node: number): number {
    const index = node >> 1;
    if (node % 2 === 0) return this.leftPrice[index] ?? 0;
    return this.hasRoom(index) ? 0 : Infinity;
  }

  private hasRoom(right: number): boolean {
    return (this.rightUsed[right] ?? 0) < (this.rightUnits[right] ?? 0);
  }

  /** Adds a unit to every edge of the path that leads to the right, and takes one off those that lead back. */
  private shift(search: Search, start: number, end: number): void {
    if (end === start) return;
    add(this.leftUsed, start >> 1, 1);
    if (end % 2 === 1) add(this.rightUsed, end >> 1, 1);
    else add(this.leftUsed, end >> 1, -1);
    for (let node = end; node !== start;) {
      const edge = search.by.get(node) ?? START;
      const { left, right } = this.edgeAt(edge);
      const isForward = node % 2 === 1;
      add(this.flow, edge, isForward ? 1 : -1);
      node = isForward ? left * 2 : right * 2 + 1;
    }
  }

  /** Shortest paths along edges not taken and back along edges taken, up to the limit that `visit` answers. */
  private searchFrom(start: number, visit: (node: number, distance: number) => number, without = START): Search {
    const search: Search = { distances: new Map([[start, 0]]), by: new Map() };
    const queue = new Nearest();
    queue.add(start, 0);
    for (let next = queue.take(); next !== undefined; next = queue.take()) {
      const [node, distance] = next;
      if (distance > (search.distances.get(node) ?? Infinity)) continue;
      const limit = visit(node, distance);
      if (distance >= limit) break;
      this.stepsFrom(node, without, (to, edge, cost) => {
        const through = distance + cost;
        if (through >= limit || through >= (search.distances.get(to) ?? Infinity)) return;
        search.distances.set(to, through);
        search.by.set(to, edge);
        queue.add(to, through);
      });
    }
    return search;
  }

  private stepsFrom(node: number, without: number, step: (to: number, edge: number, cost: number) => void): void {
    const index = node >> 1;
    if (node % 2 === 0) {
      for (const edge of this.edgesOfLeft[index] ?? []) {
        if (edge !== without) step(this.edgeAt(edge).right * 2 + 1, edge, this.slack(edge));
      }
      return;
    }
    for (const edge of this.edgesOfRight[index] ?? []) {
      if ((this.flow[edge] ?? 0) > 0) step(this.edgeAt(edge).left * 2, edge, 0);
    }
  }

  /** The same steps walked backwards: from a place on the right to those who could take it. */
  private stepsBack(node: number, without: number, step: (to: number, cost: number) => void): void {
    const index = node >> 1;
    if (node % 2 === 1) {
      for (const edge of this.edgesOfRight[index] ?? []) {
        if (edge !== without) step(this.edgeAt(edge).left * 2, this.slack(edge));
      }
      return;
    }
    for (const edge of this.edgesOfLeft[index] ?? []) {
      if ((this.flow[edge] ?? 0) > 0) step(this.edgeAt(edge).right * 2 + 1, 0);
    }
  }

  /**
   * Taking one unit off the edge costs the cheapest of: a round of exchanges that fills both ends again, or a way out
   * for the unit of the left together with a way to leave, or fill, the place on the right.
   */
  private margin(edge: number): number {
    const { left, right } = this.edgeAt(edge);
    let out = this.leftPrice[left] ?? 0;
    let round = Infinity;
    this.searchFrom(
      left * 2,
      (node, distance) => {
        if (node === right * 2 + 1) round = Math.min(round, distance);
        out = Math.min(out, distance + this.costToEnd(node));
        return Math.min(this.enough, round);
      },
      edge,
    );
    if (out >= this.enough) return Math.min(round, this.enough);
    return Math.min(round, out + this.refill(right, edge, this.enough - out), this.enough);
  }

  /** The cheapest way to leave a place on the right empty, or to fill it with a unit that stands alone. */
  private refill(right: number, without: number, limit: number): number {
    const start = right * 2 + 1;
    const distances = new Map([[start, 0]]);
    const queue = new Nearest();
    queue.add(start, 0);
    let best = Math.min(limit, this.rightPrice[right] ?? 0);
    for (let next = queue.take(); next !== undefined && next[1] < best; next = queue.take()) {
      const [node, distance] = next;
      if (distance > (distances.get(node) ?? Infinity)) continue;
      best = Math.min(best, distance + this.costToBegin(node));
      this.stepsBack(node, without, (to, cost) => {
        if (distance + cost >= Math.min(best, distances.get(to) ?? Infinity)) return;
        distances.set(to, distance + cost);
        queue.add(to, distance + cost);
      });
    }
    return best;
  }

  private costToBegin(node: number): number {
    const index = node >> 1;
    if (node % 2 === 1) return this.rightPrice[index] ?? 0;
    return (this.leftUsed[index] ?? 0) < (this.leftUnits[index] ?? 0) ? 0 : Infinity;
  }
}

function add(counts: number[], index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by;
}
