/**
 * Grid cells (邻里格): neighbours counted together, at most thirty households.
 *
 * 1. Every household stands in exactly one cell, and no cell has more than the most.
 * 2. Buildings stay whole where they fit and follow one another; a larger one is cut into even cells of its own.
 * 3. Cells follow from the roll alone: the same roll always gives the same cells.
 */

export const MOST_IN_CELL = 30;

export interface PlacedUnit {
  readonly unit: string;
  readonly building: string;
}

export interface GridCell {
  /** `1`, `2` ... in the order of the buildings. */
  readonly cell: string;
  readonly buildings: readonly string[];
  readonly units: readonly string[];
}

interface OpenCell {
  /** Holds whole buildings, so another one may join. */
  readonly isOpen: boolean;
  readonly buildings: string[];
  readonly units: string[];
}

export function gridCells(units: readonly PlacedUnit[], most: number = MOST_IN_CELL): GridCell[] {
  const cells: OpenCell[] = [];
  for (const [building, own] of byBuilding(units)) {
    const last = cells.at(-1);
    if (last?.isOpen === true && last.units.length + own.length <= most) {
      last.buildings.push(building);
      last.units.push(...own);
    } else {
      cells.push(
        ...evenParts(own, most).map((part) => ({ isOpen: own.length <= most, buildings: [building], units: part })),
      );
    }
  }
  return cells.map((cell, index) => ({
    cell: String(index + 1),
    buildings: cell.buildings,
    units: cell.units,
  }));
}

/** Buildings and units as people count them: 2 before 10. */
export function byName(one: string, other: string): number {
  return one.localeCompare(other, 'zh-Hans-CN', { numeric: true }) || (one < other ? -1 : Number(one > other));
}

function byBuilding(units: readonly PlacedUnit[]): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const { unit, building } of units) {
    const known = found.get(building);
    if (known === undefined) found.set(building, [unit]);
    else known.push(unit);
  }
  return [...found].sort(([a], [b]) => byName(a, b)).map(([building, own]) => [building, own.sort(byName)]);
}

function evenParts(units: readonly string[], most: number): string[][] {
  const count = Math.ceil(units.length / most);
  return Array.from({ length: count }, (_, index) =>
    units.slice(Math.round((index * units.length) / count), Math.round(((index + 1) * units.length) / count)),
  );
}
