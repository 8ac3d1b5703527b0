/**
 * The sheets of a PDF and the pen on them.
 *
 * 1. Every mark is either content of a structure element or an artifact; nothing is left untagged.
 * 2. The pen moves down only; `room` turns the page where a block would not fit.
 * 3. Page numbers and running heads are written at the end, when the number of pages is known.
 */
import { ink, LEADING, styles, TypeCase, type TextStyle } from './pdf-type.js';
import { wrapText } from './wrap-text.js';

export type Align = 'left' | 'right' | 'center';
export type Element = PDFKit.PDFStructureElement;

export interface SheetTexts {
  readonly runningLeft: string;
  readonly runningRight: string;
  readonly footer: string;
}

export const margins = { top: 64, bottom: 60, left: 60, right: 60 } as const;

/** How much air stands between lines: all of it, or less where that saves a nearly empty last page. */
export type Air = 1 | 0.7;

export class Sheet {
  readonly type: TypeCase;
  y: number = margins.top;
  /** Where the sections begin, for the outline. */
  readonly marks: { readonly title: string; readonly page: number }[] = [];

  constructor(
    readonly pdf: PDFKit.PDFDocument,
    readonly root: Element,
    private readonly airiness: Air,
  ) {
    this.type = new TypeCase(pdf);
  }

  /** Space as it was designed, less where the document is set close. */
  air(points: number): number {
    return points * this.airiness;
  }

  /** The part of the last page that is used. */
  get filled(): number {
    return (this.y - margins.top) / this.depth;
  }

  get left(): number {
    return margins.left;
  }

  get width(): number {
    return this.pdf.page.width - margins.left - margins.right;
  }

  get bottom(): number {
    return this.pdf.page.height - margins.bottom;
  }

  /** Height that a whole empty page offers. */
  get depth(): number {
    return this.bottom - margins.top;
  }

  /** Turns the page where `height` does not fit below the pen; true where it did. */
  room(height: number): boolean {
    if (!this.isFull(height)) return false;
    this.turn();
    return true;
  }

  /** Whether `height` does not fit below the pen, on a page that has something on it. */
  isFull(height: number): boolean {
    return this.y + height > this.bottom && this.y > margins.top;
  }

  turn(): void {
    this.pdf.addPage();
    this.y = margins.top;
  }

  lines(text: string, width: number, style: TextStyle): readonly string[] {
    return wrapText(this.type.printable(text), width, this.type.measureFor(style));
  }

  child(parent: Element, tag: string, scope?: 'Row' | 'Column'): Element {
    // pdfkit knows `scope`, its typings do not.
    const options: { title?: string; scope?: string } = scope === undefined ? {} : { scope };
    const element = this.pdf.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** Runs `draw` as content of the element; an element may be given content many times, over many pages. */
  inside(element: Element, tag: string, draw: () => void): void {
    const content = this.pdf.markStructureContent(tag);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  /** One line of text that is known to fit. */
  line(text: string, x: number, y: number, width: number, style: TextStyle, align: Align = 'left'): void {
    if (text === '') return;
    const { pdf } = this;
    pdf.font(style.weight).fontSize(style.size).fillColor(style.colour);
    const free = align === 'left' ? 0 : width - pdf.widthOfString(text);
    pdf.text(text, x + (align === 'center' ? free / 2 : free), y, { lineBreak: false });
  }

  rule(x: number, y: number, width: number, weight: number, colour: string): void {
    this.artifact('Layout', () => {
      this.pdf.lineWidth(weight).strokeColor(colour);
      this.pdf
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke();
    });
  }

  /** A wrapped paragraph at the pen over the whole width; it may run over pages. */
  paragraph(parent: Element, tag: string, text: string, style: TextStyle, align: Align = 'left'): void {
    const element = this.child(parent, tag);
    const height = style.size * LEADING;
    for (const line of this.lines(text, this.width, style)) {
      this.room(height);
      this.inside(element, tag, () => this.line(line, this.left, this.y, this.width, style, align));
      this.y += height;
    }
    element.end();
  }

  /** Running heads from page 2, feet on all pages. */
  edges(texts: SheetTexts): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.pdf.switchToPage(start + index);
      if (index > 0) this.runningHead(texts);
      this.foot(texts, `第 ${index + 1} 页，共 ${count} 页`);
    }
  }

  private runningHead(texts: SheetTexts): void {
    this.artifact('Pagination', () => {
      this.line(this.fit(texts.runningLeft, this.width * 0.6), this.left, 38, this.width, styles.edge);
      this.line(this.fit(texts.runningRight, this.width * 0.36), this.left, 38, this.width, styles.edge, 'right');
    });
    this.rule(this.left, 52, this.width, 0.4, ink.hair);
  }

  private foot(texts: SheetTexts, pages: string): void {
    const y = this.pdf.page.height - 44;
    this.rule(this.left, y - 8, this.width, 0.4, ink.hair);
    this.artifact('Pagination', () => {
      this.line(this.fit(texts.footer, this.width * 0.8), this.left, y, this.width, styles.edge);
      this.line(pages, this.left, y, this.width, styles.edge, 'right');
    });
  }

  /** The first line of the text, with an ellipsis where more follows. */
  private fit(text: string, width: number): string {
    const [first = '', ...more] = this.lines(text, width, styles.edge);
    return more.length === 0 ? first : `${first.slice(0, -1)}…`;
  }
}
