/** Measures that run inside the browser. Each returns what is wrong in words, and nothing where all is well. */

/** The page itself never scrolls sideways. */
export function widerThanScreen(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide on a screen of ${clientWidth}`] : [];
}

/** Whatever can be touched is at least 44 px high and wide; what only shows on focus is left out. */
export function smallTargets(): string[] {
  const small: string[] = [];
  for (const element of document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')) {
    const { width, height, bottom } = element.getBoundingClientRect();
    if (bottom < 0 || (width === 0 && height === 0)) continue;
    if (width < 43.9 || height < 43.9) {
      small.push(`${element.outerHTML.slice(0, 80)} is ${width.toFixed(0)} by ${height.toFixed(0)} px`);
    }
  }
  return small;
}

/** WCAG 2 contrast of every run of text against the nearest painted ground: 4.5, or 3 for large letters. */
export function lowContrast(): string[] {
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (rgb: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = rgb.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element: Element): number[] => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const ground = channels(getComputedStyle(at).backgroundColor);
      if ((ground[3] ?? 1) > 0) return ground;
    }
    return [255, 255, 255];
  };
  const veil = (element: Element): number => {
    let opacity = 1;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      opacity *= Number(getComputedStyle(at).opacity);
    }
    return opacity;
  };
  const isFaint = (element: Element, style: CSSStyleDeclaration, ratio: number): boolean => {
    const points = parseInt(style.fontSize, 10);
    const isLarge = points >= 24 || (points >= 19 && Number(style.fontWeight) >= 700);
    return element.checkVisibility() && ratio < (isLarge ? 3 : 4.5);
  };
  const faint: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent?.trim() ?? '';
    if (element === null || words === '') continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const opacity = veil(element);
    const ink = channels(style.color).map((value, place) => value * opacity + (ground[place] ?? 0) * (1 - opacity));
    const [bright, dim] = [light(ink), light(ground)].sort((a, b) => b - a) as [number, number];
    const ratio = (bright + 0.05) / (dim + 0.05);
    if (isFaint(element, style, ratio)) faint.push(`${words.slice(0, 20)} has a contrast of ${ratio.toFixed(2)}`);
  }
  return faint;
}
