import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** Folders that each folder may import, as drawn in the design. `model/record.ts` and types of the model are named apart. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  random: [],
  stats: [],
  model: ['kernel', 'random', 'stats'],
  scenario: ['random', 'model (types)'],
  result: ['stats', 'model/record.ts', 'model (types)'],
  experiment: ['scenario', 'model', 'random', 'stats', 'result'],
  report: ['result', 'stats'],
  studio: ['scenario', 'experiment', 'report', 'result', 'model (types)'],
  cli: ['kernel', 'random', 'stats', 'model', 'scenario', 'result', 'experiment', 'report'],
  'index.ts': ['kernel', 'random', 'stats', 'model', 'scenario', 'result', 'experiment', 'report'],
};

/** Anyone may import these; they import nothing, but that the registry keeps its rows in a folder of its own. */
const LEAVES = ['metrics.ts', 'vocabulary.ts'];

/** npm packages, and Node's own modules ("node:*"), each in the folders that may use it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  simjs: ['kernel'],
  seedrandom: ['random'],
  zod: ['scenario', 'result', 'cli'],
  yaml: ['scenario'],
  'hyparquet-writer': ['result'],
  piscina: ['experiment'],
  '@observablehq/plot': ['report'],
  '@resvg/resvg-js': ['report'],
  'yargs-parser': ['cli'],
  'node:*': ['experiment', 'cli'],
};

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly isType: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => path.split(sep).join('/'));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^;'"]*?)\s*from\s+['"]([^'"]+)['"]/gm)) {
    const names = /^\{([\s\S]*)\}$/
      .exec(match[2]!.trim())?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '');
    const isType = match[1] !== undefined || (names?.every((name) => name.trim().startsWith('type ')) ?? false);
    found.push({ from: file, specifier: match[3]!, isType });
  }
  for (const match of text.matchAll(/(?:^\s*import\s+|\bimport\()['"]([^'"]+)['"]/gm))
    found.push({ from: file, specifier: match[1]!, isType: false });
  return found;
}

const folderOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);

/** Path inside src of a relative import, as a .ts file. */
function targetOf({ from, specifier }: Import): string {
  return relative(SRC, resolve(SRC, dirname(from), specifier))
    .split(sep)
    .join('/')
    .replace(/\.js$/, '.ts');
}

function isAllowed(edge: Import): boolean {
  const folder = folderOf(edge.from);
  if (!edge.specifier.startsWith('.')) {
    const name = edge.specifier.startsWith('node:') ? 'node:*' : edge.specifier;
    return (PACKAGES[name] ?? []).includes(folder);
  }
  const target = targetOf(edge);
  if (folderOf(target) === 'metrics') return edge.from === 'metrics.ts' || folder === 'metrics';
  if (LEAVES.includes(edge.from)) return false;
  if (target.startsWith('..')) return false;
  if (LEAVES.includes(target) || folderOf(target) === folder) return true;
  const allowed = ALLOWED[folder] ?? [];
  return allowed.includes(folderOf(target)) || allowed.includes(target) || (edge.isType && allowed.includes(`${folderOf(target)} (types)`));
}

describe('imports', () => {
  it('follow the layers', () => {
    const wrong = files.flatMap(importsOf).filter((edge) => !isAllowed(edge));
    expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('finds imports of every form, so that the rule above means something', () => {
    expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
    expect(importsOf('experiment/worker.ts').map(({ specifier }) => specifier)).toEqual(['node:worker_threads', './replicate.js']);
  });

  it('of a worker reach the model and what it needs, nothing else', () => {
    const seen = new Set<string>(['experiment/worker.ts']);
    for (const file of seen)
      for (const edge of importsOf(file)) if (edge.specifier.startsWith('.') && !edge.isType) seen.add(targetOf(edge));
    const folders = [...new Set([...seen].map(folderOf))].sort();
    expect(
      folders.filter((folder) => !['experiment', 'kernel', 'metrics', 'metrics.ts', 'model', 'random', 'stats'].includes(folder)),
    ).toEqual([]);
    expect([...seen].filter((file) => folderOf(file) === 'experiment')).toEqual(['experiment/worker.ts', 'experiment/replicate.ts']);
  });

  it('leave the heavy parts of a command until it runs', () => {
    const seen = new Set<string>(['cli/main.ts']);
    const eager = (file: string) =>
      importsOf(file).filter(({ specifier, isType }) => specifier.startsWith('.') && !isType && !isLazy(file, specifier));
    for (const file of seen) for (const edge of eager(file)) seen.add(targetOf(edge));
    expect([...new Set([...seen].map(folderOf))]).toEqual(['cli']);
    expect([...seen].some((file) => file.startsWith('cli/commands/'))).toBe(false);
  });

  it('of commands that only read scenarios reach nothing that simulates, writes or draws', () => {
    const eager = (file: string) => importsOf(file).filter(({ specifier, isType }) => !isType && !isLazy(file, specifier));
    for (const command of ['check', 'explain', 'schema']) {
      const seen = new Set<string>([`cli/commands/${command}.ts`]);
      const packages = new Set<string>();
      for (const file of seen)
        for (const edge of eager(file)) {
          if (edge.specifier.startsWith('.')) seen.add(targetOf(edge));
          else if (!edge.specifier.startsWith('node:')) packages.add(edge.specifier);
        }
      expect([...packages].sort(), command).toEqual([...packages].filter((name) => ['yaml', 'zod'].includes(name)).sort());
      expect([...seen].filter((file) => /^(experiment|kernel|report\/(?!words))/.test(file))).toEqual([]);
    }
  });
});

/** True when a file imports this only inside `import(...)`. */
function isLazy(file: string, specifier: string): boolean {
  const text = readFileSync(join(SRC, file), 'utf8');
  return (
    text.includes(`import('${specifier}')`) &&
    !new RegExp(`^import (?!type)[^;]* from '${specifier.replaceAll('.', '\\.')}'`, 'm').test(text)
  );
}
