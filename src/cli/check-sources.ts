/** What a scenario rests on: its numbers by where they come from, and what it says is uncertain. */
import { counted } from '../report/words/numbers.js';
import type { AssumptionRow } from '../scenario/register.js';
import type { ResolvedScenario } from '../scenario/resolved.js';
import { fitted } from './table.js';
import { breakable, wrapped } from './wrap.js';

const KINDS = ['seed', 'reference', 'assumption'] as const;
const KIND_WORDS = { seed: "the council's own", reference: 'published elsewhere', assumption: 'assumed' } as const;

/** "Numbers: 554. 60 the council's own, ..., none without a source." */
export function sourcesLine(register: readonly AssumptionRow[]): string {
  const parts = KINDS.map((kind) => [register.filter((row) => row.confidence === kind).length, KIND_WORDS[kind]] as const);
  const without = register.filter((row) => row.source === null).length;
  const known = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${counted(register.length, 'number')}: ${[...known, `${without === 0 ? 'none' : without} without a source`].join(', ')}.`;
}

function sectionRow(section: string, rows: readonly AssumptionRow[]): string[] {
  const without = rows.filter((row) => row.source === null).length;
  return [section, ...KINDS.map((kind) => String(rows.filter((row) => row.confidence === kind).length)), String(without)];
}

/** Numbers by section of the file and where they come from; those without a source one by one. */
export function registerLines(register: readonly AssumptionRow[], width: number): { title: string; lines: string[] } {
  const sections = [...new Set(register.map((row) => row.path.split(/[.[]/)[0]!))];
  const rows = sections.map((section) =>
    sectionRow(
      section,
      register.filter((row) => row.path.split(/[.[]/)[0] === section),
    ),
  );
  const head = ['', ...KINDS.map((kind) => KIND_WORDS[kind]), 'no source'];
  const bare = register.filter((row) => row.source === null);
  return {
    title: 'Numbers by where they come from',
    lines: [
      ...fitted([head, ...rows], [false, true, true, true, true], width - 2, 2).flatMap((row) => row.split('\n')),
      ...[...new Set(bare.map((row) => row.file))].flatMap((file) => [
        '',
        ...wrapped(`Without a source in ${file}`, width - 2),
        ...bare
          .filter((row) => row.file === file)
          .flatMap((row) => wrapped(`${breakable(row.path)} = ${row.value}`, width - 2, `  line ${String(row.line).padEnd(4)}  `)),
      ]),
    ],
  };
}

/** Parameters that are not known for certain, and how far. */
export function uncertainLines({ plain }: ResolvedScenario, width: number): { title: string; lines: string[] } {
  const lines = Object.entries((plain.uncertain ?? {}) as Record<string, unknown>).flatMap(([path, range]) =>
    wrapped(`${breakable(path)}: ${rangeWords(range)}`, width - 2, '', '    '),
  );
  return { title: 'Uncertain', lines };
}

function rangeWords(range: unknown): string {
  if (range === null || typeof range !== 'object') return String(range);
  const { low, high, as } = range as Record<string, unknown>;
  if (low === undefined || high === undefined) return JSON.stringify(range);
  return `${low} to ${high}${as === 'factor' ? ' times as written' : ''}`;
}
