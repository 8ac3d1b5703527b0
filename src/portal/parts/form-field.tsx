import type { VNode } from 'preact';

interface Named {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the input and how to mend it; the input stays. */
  readonly error?: string;
}

interface FieldFrame extends Named {
  readonly children: VNode;
}

function hintId(name: string): string {
  return `field-${name}-hint`;
}

function errorId(name: string): string {
  return `field-${name}-error`;
}

/** The ids of what describes a field, as `aria-describedby` wants them. */
function describedBy({ name, hint, error }: Named): string | undefined {
  const ids = [hint === undefined ? '' : hintId(name), error === undefined ? '' : errorId(name)].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

function Field({ name, label, hint, error, children }: FieldFrame): VNode {
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <label for={`field-${name}`}>{label}</label>
      {hint === undefined ? null : (
        <p class="field-hint" id={hintId(name)}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p class="field-error" id={errorId(name)}>
          要改：{error}
        </p>
      )}
      {children}
    </div>
  );
}

interface TextFieldProps extends Named {
  readonly value?: string;
}

/** A line of text. */
export function TextField({ value, ...named }: TextFieldProps): VNode {
  return (
    <Field {...named}>
      <input
        id={`field-${named.name}`}
        name={named.name}
        value={value}
        aria-describedby={describedBy(named)}
        aria-invalid={named.error === undefined ? undefined : 'true'}
      />
    </Field>
  );
}

/** A day, chosen with the reader's own calendar. */
export function DateField({ value, ...named }: TextFieldProps): VNode {
  return (
    <Field {...named}>
      <input
        type="date"
        id={`field-${named.name}`}
        name={named.name}
        value={value}
        aria-describedby={describedBy(named)}
        aria-invalid={named.error === undefined ? undefined : 'true'}
      />
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps extends Named {
  readonly value: string;
  readonly choices: readonly Choice[];
}

/** One of several. */
export function ChoiceField({ value, choices, ...named }: ChoiceFieldProps): VNode {
  return (
    <Field {...named}>
      <select id={`field-${named.name}`} name={named.name} aria-describedby={describedBy(named)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
