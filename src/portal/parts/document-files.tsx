import type { VNode } from 'preact';
import type { StatementFormat } from '../rules/addresses.js';
import { filesTexts } from '../texts/files.js';
import { ActionBar } from './action-bar.js';
import { FileLink } from './link.js';

const FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const satisfies readonly StatementFormat[];

/** A document in every form in which it can be taken away. */
export function DocumentFiles({ path }: { readonly path: (format: StatementFormat) => string }): VNode {
  return (
    <ActionBar label={filesTexts.files}>
      {FORMATS.map((format) => (
        <FileLink key={format} to={path(format)} class="button">
          {filesTexts[format]}
        </FileLink>
      ))}
    </ActionBar>
  );
}
