/**
 * What a section found: figures that mean the same on any machine (ratios, processor time an operation), each with its
 * aim where there is one. Raw rates stand beside them for orientation.
 */
export interface Aim {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

export interface Figure {
  /** What is compared with what. */
  readonly name: string;
  readonly value: number;
  /** Empty for a ratio. */
  readonly unit: '' | 'ms' | 's' | 'MiB' | 'bytes';
  readonly aim?: Aim;
  /** Processor time of the database an operation, in milliseconds. */
  readonly backendMs?: number | undefined;
  /** Processor time of this process an operation, in milliseconds. */
  readonly nodeMs?: number;
  /** Rates or times behind the ratio; they hold for this machine at this hour only. */
  readonly raw?: string;
}

export interface SectionResult {
  readonly key: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** What a reader must know to read the figures. */
  readonly notes: readonly string[];
}

export function isMet(figure: Figure): boolean | undefined {
  if (figure.aim === undefined) return undefined;
  return figure.aim.is === 'at least' ? figure.value >= figure.aim.value : figure.value <= figure.aim.value;
}

export function valueText(figure: Figure): string {
  const digits = figure.value >= 100 ? 0 : figure.value >= 10 ? 1 : 2;
  return `${figure.value.toFixed(digits)}${figure.unit === '' ? '' : ` ${figure.unit}`}`;
}

export function aimText(figure: Figure): string {
  if (figure.aim === undefined) return '';
  const { is, value } = figure.aim;
  return `${is === 'at least' ? '>=' : '<='} ${value}${figure.unit === '' ? '' : ` ${figure.unit}`}`;
}

const msText = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(3));

/** One section as an aligned table. */
export function tableOf(section: SectionResult): string {
  const rows = [
    ['', 'found', 'aim', '', 'db ms/op', 'node ms/op', 'here and now'],
    ...section.figures.map((figure) => {
      const met = isMet(figure);
      const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
      const spent = [msText(figure.backendMs), msText(figure.nodeMs)];
      return [figure.name, valueText(figure), aimText(figure), verdict, ...spent, figure.raw ?? ''];
    }),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const isText = column === 0 || column === 3 || column === 6;
        return isText ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
      })
      .join('  ')
      .trimEnd();
  const notes = section.notes.map((note) => `   ${note}`);
  return [`(${section.key}) ${section.title}`, ...rows.map((row) => `  ${lineOf(row)}`), ...notes, ''].join('\n');
}
