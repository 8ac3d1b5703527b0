/**
 * Type and ink of the PDF: fonts, sizes, colours, and the width of every character.
 *
 * The two font files are read once a process. A character that the fonts lack is printed as 〓, the printer's mark for a
 * missing character, because a PDF/A may not show an empty box.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { plainText } from '../rules/cell-text.js';
import type { Measure } from './wrap-text.js';

export type Weight = 'regular' | 'bold';

export interface TextStyle {
  readonly weight: Weight;
  readonly size: number;
  readonly colour: string;
}

export const ink = { text: '#1f1c18', quiet: '#6b655b', hair: '#cfc7b6', red: '#b3261e', accent: '#15565c' } as const;

export const styles = {
  estate: { weight: 'regular', size: 10, colour: ink.quiet },
  title: { weight: 'bold', size: 19, colour: ink.text },
  span: { weight: 'regular', size: 10, colour: ink.quiet },
  section: { weight: 'bold', size: 12, colour: ink.text },
  body: { weight: 'regular', size: 9.5, colour: ink.text },
  strong: { weight: 'bold', size: 9.5, colour: ink.text },
  quiet: { weight: 'regular', size: 9, colour: ink.quiet },
  edge: { weight: 'regular', size: 7.5, colour: ink.quiet },
} as const satisfies Record<string, TextStyle>;

/** Height of one line, as a multiple of the size; Noto Sans SC itself asks for 1.448. */
export const LEADING = 1.5;

const FILES: Record<Weight, string> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

const files = new Map<Weight, Buffer>();

function fontFile(weight: Weight): Buffer {
  const known = files.get(weight);
  if (known !== undefined) return known;
  const read = readFileSync(createRequire(import.meta.url).resolve(FILES[weight]));
  files.set(weight, read);
  return read;
}

/** The part of an opened pdfkit font that asks whether it holds a character; its typings leave it out. */
interface OpenedFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** Fonts of one document, with a memory of every character's width. */
export class TypeCase {
  private readonly widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() };
  private readonly held = new Map<string, boolean>();

  constructor(private readonly pdf: PDFKit.PDFDocument) {
    pdf.registerFont('regular', fontFile('regular'));
    pdf.registerFont('bold', fontFile('bold'));
  }

  /** Text that the fonts can print in full. */
  printable(text: string): string {
    let printable = '';
    for (const character of plainText(text).normalize('NFC')) printable += this.holds(character) ? character : '〓';
    return printable;
  }

  measureFor(style: TextStyle): Measure {
    const widths = this.widths[style.weight];
    return (text) => {
      let width = 0;
      for (const character of text) width += widths.get(character) ?? this.learn(character, style.weight);
      return (width * style.size) / 1000;
    };
  }

  private learn(character: string, weight: Weight): number {
    const width = this.pdf.font(weight).fontSize(1000).widthOfString(character);
    this.widths[weight].set(character, width);
    return width;
  }

  private holds(character: string): boolean {
    const known = this.held.get(character);
    if (known !== undefined) return known;
    const opened = this.pdf.font('regular') as unknown as OpenedFont;
    const holds = opened._font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    this.held.set(character, holds);
    return holds;
  }
}
