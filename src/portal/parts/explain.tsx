import type { ComponentChildren, VNode } from 'preact';

interface ExplainProps {
  readonly term: string;
  readonly children: ComponentChildren;
}

/** An accounting term or a proof on tap: folded, without script. */
export function Explain({ term, children }: ExplainProps): VNode {
  return (
    <details class="explain">
      <summary>{term}</summary>
      <div class="explain-body">{children}</div>
    </details>
  );
}
