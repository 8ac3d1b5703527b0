/**
 * How many households owe, for everybody to read.
 *
 * 1. Buildings and grid cells nest: a cell holds whole buildings, or a building is cut into cells. Each level is told
 *    inside the level above it, so that no difference of two told counts tells a small one (small-cells.ts).
 * 2. What stands inside a hidden count is hidden.
 * 3. Ages are another way to part the same total, each household by its oldest debt.
 */
import { AGE_BUCKETS, type AgeBucket, type UnitArrears } from './ageing.js';
import { byName, gridCells, type GridCell, type PlacedUnit } from './grid.js';
import { isSmall, shownCounts, type CountedCell } from './small-cells.js';

/** Without a count the cell is too small to be told. */
export interface ShownCell {
  readonly key: string;
  readonly households: number;
  readonly owing?: number;
}

export interface ShownGridCell extends ShownCell {
  readonly buildings: readonly string[];
}

export interface ArrearsCounts {
  readonly households: number;
  /** Absent where so few owe that the count would tell who; then the amount is not told either. */
  readonly owing?: number;
  readonly fen?: bigint;
  readonly buildings: readonly ShownCell[];
  readonly cells: readonly ShownGridCell[];
  readonly ages: readonly { readonly bucket: AgeBucket; readonly owing?: number }[];
}

interface Node extends CountedCell {
  readonly inner: readonly CountedCell[];
}

export function arrearsCounts(units: readonly PlacedUnit[], arrears: readonly UnitArrears[]): ArrearsCounts {
  const owing = new Set(arrears.map(({ unit }) => unit));
  const cells = gridCells(units);
  const buildings = new Map<string, string[]>();
  for (const { unit, building } of units) buildings.set(building, [...(buildings.get(building) ?? []), unit]);
  const count = (own: readonly string[]): number => own.filter((unit) => owing.has(unit)).length;
  const shown = shownIn(nodesOf(cells, buildings, count));
  const told = (place: string): { owing?: number } => {
    const known = shown.get(place);
    return known === undefined ? {} : { owing: known };
  };
  const ages = AGE_BUCKETS.map((key) => ({ key, count: arrears.filter(({ oldest }) => oldest === key).length }));
  const shownAges = shownCounts(ages);
  return {
    households: units.length,
    ...(isSmall(owing.size) ? {} : { owing: owing.size, fen: arrears.reduce((sum, { fen }) => sum + fen, 0n) }),
    buildings: [...buildings]
      .sort(([a], [b]) => byName(a, b))
      .map(([key, own]) => ({ key, households: own.length, ...told(buildingPlace(key)) })),
    cells: cells.map((cell) => ({
      key: cell.cell,
      buildings: cell.buildings,
      households: cell.units.length,
      ...told(cellPlace(cell)),
    })),
    ages: ages.map(({ key }) => {
      const known = shownAges.get(key);
      return { bucket: key, ...(known === undefined ? {} : { owing: known }) };
    }),
  };
}

const buildingPlace = (building: string): string => `building ${building}`;
const cellPlace = ({ cell }: GridCell): string => `cell ${cell}`;

/** The upper level with what stands inside each: cells of whole buildings, and buildings that are cut into cells. */
function nodesOf(
  cells: readonly GridCell[],
  buildings: ReadonlyMap<string, readonly string[]>,
  count: (units: readonly string[]) => number,
): Node[] {
  const nodes = new Map<string, Node>();
  for (const cell of cells) {
    const [only = ''] = cell.buildings;
    const whole = buildings.get(only)?.length ?? 0;
    const own = { key: cellPlace(cell), count: count(cell.units) };
    if (cell.buildings.length > 1 || whole === cell.units.length) {
      const inner = cell.buildings.map((one) => ({ key: buildingPlace(one), count: count(buildings.get(one) ?? []) }));
      nodes.set(own.key, { ...own, inner });
    } else {
      const key = buildingPlace(only);
      const known = nodes.get(key) ?? { key, count: count(buildings.get(only) ?? []), inner: [] };
      nodes.set(key, { ...known, inner: [...known.inner, own] });
    }
  }
  return [...nodes.values()];
}

function shownIn(nodes: readonly Node[]): Map<string, number> {
  const shown = new Map(shownCounts(nodes));
  for (const { key, inner } of nodes) {
    if (!shown.has(key)) continue;
    for (const [place, count] of shownCounts(inner)) shown.set(place, count);
  }
  return shown;
}
