import type { ComponentChildren, VNode } from 'preact';

export interface Step {
  readonly what: ComponentChildren;
  readonly detail?: ComponentChildren;
  readonly when?: string;
}

/** What happened one after the other: who prepared, who approved, when it was written down. */
export function StepList({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }): VNode {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={index}>
          <span class="step-what">{step.what}</span>
          {step.detail === undefined ? null : <span class="step-detail">{step.detail}</span>}
          {step.when === undefined ? null : <span class="step-when">{step.when}</span>}
        </li>
      ))}
    </ol>
  );
}
