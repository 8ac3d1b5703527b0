import type { ComponentChildren, VNode } from 'preact';

export type NoticeTone = 'plain' | 'alarm';

interface NoticeProps {
  readonly title: string;
  readonly tone?: NoticeTone;
  readonly children?: ComponentChildren;
}

/** Something to know before reading on. An alarm says so in its words; the red edge only repeats it. */
export function Notice({ title, tone = 'plain', children }: NoticeProps): VNode {
  return (
    <div class={`notice notice-${tone}`} role="note">
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
