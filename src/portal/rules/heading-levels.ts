/**
 * Headings of a document that stands inside a page.
 *
 * 1. Every heading goes down by the same number of levels, never below the sixth.
 * 2. Nothing else changes: in trusted HTML a "<h1" is always a tag, since text and attributes escape their "<".
 */
export function lowerHeadings(html: string, levels: number): string {
  return html.replace(/<(\/?)h([1-6])(?=[\s>])/g, (_tag, slash: string, level: string) => {
    return `<${slash}h${Math.min(6, Number(level) + levels)}`;
  });
}
