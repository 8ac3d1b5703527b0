/** Looks of a workbook's cells: each is written once and called by its number. */

export type CellFormat = 'text' | 'amount' | 'date' | 'count' | 'percent';

export interface CellLook {
  readonly format: CellFormat;
  readonly bold?: boolean;
  readonly title?: boolean;
  readonly quiet?: boolean;
  readonly red?: boolean;
  readonly struck?: boolean;
  /** A line above the cell: totals. */
  readonly ruled?: boolean;
  /** A line below the cell: column heads. */
  readonly headed?: boolean;
  /** A line below the cell alone: a place to sign. */
  readonly signed?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  /** Text that would be taken for a formula if somebody edited the cell. */
  readonly quoted?: boolean;
}

/** Every Chinese office has it, WPS and the Mac included. */
const FONT = '宋体';
const FIRST_OWN_FORMAT = 164;
const FORMATS: Readonly<Record<CellFormat, string>> = {
  text: '@',
  amount: '#,##0.00;[Red]-#,##0.00',
  date: 'yyyy-mm-dd',
  count: '#,##0',
  percent: '0.00%',
};
const NAMES = Object.keys(FORMATS) as CellFormat[];
const INK = 'FF1F1C18';

/** Gives numbers to looks and writes them all down at the end. */
export class StyleBook {
  readonly #fonts = new Numbered(fontXml({ format: 'text' }));
  readonly #borders = new Numbered(borderXml({ format: 'text' }));
  readonly #looks = new Numbered(lookXml({ format: 'text' }, 0, 0));

  numberOf(look: CellLook): number {
    const font = this.#fonts.numberOf(fontXml(look));
    return this.#looks.numberOf(lookXml(look, font, this.#borders.numberOf(borderXml(look))));
  }

  xml(): string {
    const formats = NAMES.map(
      (name, index) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + index}" formatCode="${FORMATS[name]}"/>`,
    );
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` +
      `<fonts count="${this.#fonts.count}">${this.#fonts.xml}</fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
      '<fill><patternFill patternType="gray125"/></fill></fills>' +
      `<borders count="${this.#borders.count}">${this.#borders.xml}</borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.#looks.count}">${this.#looks.xml}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
      '</styleSheet>'
    );
  }
}

/** Pieces of XML in the order of their first use; the first is the default. */
class Numbered {
  readonly #places = new Map<string, number>();

  constructor(first: string) {
    this.#places.set(first, 0);
  }

  numberOf(xml: string): number {
    const place = this.#places.get(xml) ?? this.#places.size;
    this.#places.set(xml, place);
    return place;
  }

  get count(): number {
    return this.#places.size;
  }

  get xml(): string {
    return [...this.#places.keys()].join('');
  }
}

function fontXml(look: CellLook): string {
  const isTitle = look.title === true;
  const marks = [look.bold === true || isTitle ? '<b/>' : '', look.struck === true ? '<strike/>' : ''];
  return (
    `<font>${marks.join('')}<sz val="${isTitle ? 16 : 10.5}"/><color rgb="${colourOf(look)}"/>` +
    `<name val="${FONT}"/><charset val="134"/></font>`
  );
}

function colourOf({ quiet = false, red = false, struck = false }: CellLook): string {
  if (red) return 'FFB3261E';
  return quiet || struck ? 'FF6B655B' : INK;
}

function borderXml({ ruled = false, headed = false, signed = false }: CellLook): string {
  const line = (name: string, drawn: boolean): string =>
    drawn ? `<${name} style="thin"><color rgb="${INK}"/></${name}>` : `<${name}/>`;
  const [top, bottom] = [line('top', ruled || headed), line('bottom', headed || signed)];
  return `<border><left/><right/>${top}${bottom}<diagonal/></border>`;
}

function lookXml(look: CellLook, font: number, border: number): string {
  const { format, align, quoted = false } = look;
  const horizontal = align === undefined ? '' : ` horizontal="${align}"`;
  return (
    `<xf numFmtId="${FIRST_OWN_FORMAT + NAMES.indexOf(format)}" fontId="${font}" fillId="0" borderId="${border}" ` +
    `xfId="0"${quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyBorder="1" ` +
    `applyAlignment="1"><alignment${horizontal} vertical="top"${format === 'text' ? ' wrapText="1"' : ''}/></xf>`
  );
}
