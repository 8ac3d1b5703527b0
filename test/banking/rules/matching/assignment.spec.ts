import fc from 'fast-check';
import { Assignment, type Edge } from '../../../../src/banking/rules/index.js';

const ENOUGH = 1000;

/** The best total of all ways to use the edges, by trying every one. */
function bestTotal(
  left: readonly number[],
  right: readonly number[],
  edges: readonly Edge[],
  most: readonly number[],
): number {
  const visit = (index: number, lefts: readonly number[], rights: readonly number[]): number => {
    const edge = edges[index];
    if (edge === undefined) return 0;
    let best = 0;
    for (let units = 0; units <= Math.min(lefts[edge.left]!, rights[edge.right]!, most[index]!); units += 1) {
      const [nextLeft, nextRight] = [[...lefts], [...rights]];
      nextLeft[edge.left]! -= units;
      nextRight[edge.right]! -= units;
      best = Math.max(best, units * edge.weight + visit(index + 1, nextLeft, nextRight));
    }
    return best;
  };
  return visit(0, left, right);
}

const sides = fc.record({
  left: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 4 }),
  right: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 4 }),
  weights: fc.array(fc.integer({ min: -40, max: 60 }), { minLength: 16, maxLength: 16 }),
});

function edgesOf(left: readonly number[], right: readonly number[], weights: readonly number[]): Edge[] {
  return left
    .flatMap((_, one) => right.map((__, other) => ({ left: one, right: other, weight: weights[one * 4 + other]! })))
    .filter((edge) => edge.weight > 0);
}

describe('the best pairing', () => {
  it('is as good as the best of all pairings, and its margins are exact', () => {
    fc.assert(
      fc.property(sides, ({ left, right, weights }) => {
        const edges = edgesOf(left, right, weights);
        const flows = new Assignment(left, right, edges, ENOUGH).flows();
        const most = edges.map(() => 9);
        const best = bestTotal(left, right, edges, most);
        const weightOf = (one: number, other: number): number =>
          edges.find((edge) => edge.left === one && edge.right === other)!.weight;
        expect(flows.reduce((sum, flow) => sum + flow.units * weightOf(flow.left, flow.right), 0)).toBe(best);
        for (const flow of flows) {
          const index = edges.findIndex((edge) => edge.left === flow.left && edge.right === flow.right);
          const fewer = most.map((units, place) => (place === index ? flow.units - 1 : units));
          expect([flow, flow.margin]).toEqual([flow, best - bestTotal(left, right, edges, fewer)]);
        }
        for (const [index, units] of left.entries()) {
          const used = flows.filter((flow) => flow.left === index).reduce((sum, flow) => sum + flow.units, 0);
          expect(used).toBeLessThanOrEqual(units);
        }
      }),
      { numRuns: 500 },
    );
  });
});
