import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { sized, type TextSize } from '../rules/addresses.js';

/** The reader's text size, so that every link of a page keeps it. */
export const TextSizeContext = createContext<TextSize>('normal');

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  /** Where the visible words are too few to stand alone ("PDF"): what a screen reader says instead. */
  readonly spoken?: string;
  readonly children: ComponentChildren;
}

/** A link to another page, which keeps large print. */
export function Link({ to, class: look, spoken, children }: LinkProps): VNode {
  const size = useContext(TextSizeContext);
  return (
    <a href={sized(to, size)} class={look} aria-label={spoken}>
      {children}
    </a>
  );
}

/** A link to a file, which has no text size. */
export function FileLink({ to, class: look, spoken, children }: LinkProps): VNode {
  return (
    <a href={to} class={look} aria-label={spoken}>
      {children}
    </a>
  );
}
