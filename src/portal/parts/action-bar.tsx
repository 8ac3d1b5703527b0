import type { ComponentChildren, VNode } from 'preact';

/** What can be done on this page, in one row. */
export function ActionBar({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="actions" role="group" aria-label={label}>
      {children}
    </div>
  );
}
