import type { VNode } from 'preact';

/** Words that somebody typed: they break anywhere and keep their own writing direction. */
export function Typed({ words }: { readonly words: string }): VNode {
  return <bdi class="typed">{words}</bdi>;
}
