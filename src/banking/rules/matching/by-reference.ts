/**
 * The bank's line names the voucher: its number, a receipt, an order, or the voucher names the bank's serial.
 *
 * 1. Lines and vouchers that share a reference, directly or through one another, belong together; they match where
 *    their sums are equal to the fen.
 * 2. Where one line and one voucher name each other and the sums differ, neither may meet another one by its amount
 *    alone: somebody wrote a wrong figure, and a person must look.
 */
import type { BookUnit } from './book-unit.js';
import { netOf, numbersInWords, amountWords, type Finding, type Findings, type Sides } from './ground.js';
import type { LineView } from './line-view.js';

const SCORE = 100;
/** A reference says who belongs together, and almost no day does; but numbers begin again after years. */
const MOST_DAYS_APART = 120;

interface Family {
  readonly views: LineView[];
  readonly units: BookUnit[];
}

export function byReference(sides: Sides): Findings {
  const families = familiesOf(sides).filter(
    ({ views, units }) => netOf(views) === netOf(units) && isNear(views, units),
  );
  return { certain: families.map(findingOf), likely: [] };
}

/** Keys of lines and ids of units that name one another with differing sums. */
export function contradicted(sides: Sides): ReadonlySet<string> {
  const odd = familiesOf(sides).filter(({ views, units }) => views.length === 1 && units.length === 1);
  const wrong = odd.filter(({ views, units }) => netOf(views) !== netOf(units));
  return new Set(wrong.flatMap(({ views, units }) => [...views.map(({ key }) => key), ...units.map(({ id }) => id)]));
}

function isNear(views: readonly LineView[], units: readonly BookUnit[]): boolean {
  const days = [...views.map((view) => view.day), ...units.flatMap((unit) => [unit.first, unit.last])];
  return Math.max(...days) - Math.min(...days) <= MOST_DAYS_APART;
}

function familiesOf(sides: Sides): Family[] {
  const byRef = unitsByRef(sides.units);
  const familyOf = new Map<BookUnit, Family>();
  for (const view of sides.views) {
    const named = new Set([...view.tokens].flatMap((token) => byRef.get(token) ?? []));
    if (named.size === 0) continue;
    const joined = joinFamilies(named, familyOf);
    joined.views.push(view);
    for (const unit of joined.units) familyOf.set(unit, joined);
  }
  return [...new Set(familyOf.values())];
}

/** One family of all that the units belong to so far. */
function joinFamilies(units: ReadonlySet<BookUnit>, familyOf: ReadonlyMap<BookUnit, Family>): Family {
  const known = new Set([...units].flatMap((unit) => familyOf.get(unit) ?? []));
  const alone = [...units].filter((unit) => !familyOf.has(unit));
  return {
    views: [...known].flatMap((family) => family.views),
    units: [...[...known].flatMap((family) => family.units), ...alone],
  };
}

/** A number that a great many vouchers carry (a contract's) is no reference to any of them. */
const MOST_NAMED = 100;

function unitsByRef(units: readonly BookUnit[]): ReadonlyMap<string, readonly BookUnit[]> {
  const byRef = new Map<string, BookUnit[]>();
  for (const unit of units) {
    for (const ref of unit.refs) {
      const named = byRef.get(ref);
      if (named === undefined) byRef.set(ref, [unit]);
      else named.push(unit);
    }
  }
  for (const [ref, named] of byRef) if (named.length > MOST_NAMED) byRef.delete(ref);
  return byRef;
}

function findingOf({ views, units }: Family): Finding {
  const what = units.length === 1 ? '凭证' : `${String(units.length)} 张凭证`;
  const lines = views.length === 1 ? '银行流水' : `${String(views.length)} 笔银行流水`;
  const explanation = `${lines}与${what}写着同一个编号（${numbersInWords(units)}），金额相同（${amountWords(netOf(views))}）`;
  return { views, units, rule: 'reference', score: SCORE, explanation };
}
