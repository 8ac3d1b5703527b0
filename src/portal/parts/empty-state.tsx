import type { VNode } from 'preact';

/** Nothing is here yet: says so, and what comes next. */
export function EmptyState({ title, next }: { readonly title: string; readonly next: string }): VNode {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{next}</p>
    </div>
  );
}
