/**
 * YAML text to a tree of located nodes. Keys, aliases, tags and sizes that could do harm are refused; the whole file is read and
 * every problem reported.
 */
import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, visit, type Node as YamlNode } from 'yaml';
import type { Issue, IssueCode, Position } from './issue.js';
import { nearestName, orList } from './nearest.js';
import { CONFIDENCES, type Confidence, type MapNode, type Node, type Provenance, type Scalar } from './node.js';
import { FORBIDDEN_NAMES, formatPath, type Path } from './path.js';
import { QUOTE_COMMA } from './schema/quantity-kinds.js';

/** Most characters of a scenario file. */
export const MOST_CHARACTERS = 2_000_000;
const MOST_NODES = 100_000;
const MOST_ALIASES = 200;
const MOST_DEPTH = 40;

const UNKNOWN: Provenance = { source: null, confidence: null };

export interface ReadResult {
  /** null when the file cannot be read at all */
  readonly root: MapNode | null;
  readonly issues: readonly Issue[];
}

interface Reading {
  readonly file: string;
  readonly lines: LineCounter;
  readonly issues: Issue[];
  /** what an alias repeats */
  readonly targetOf: (alias: Alias) => YamlNode | undefined;
  nodes: number;
  aliases: number;
  stopped: boolean;
}

/** Reads a scenario file's text. Never throws for bad text. */
export function readYaml(file: string, text: string): ReadResult {
  const top: Position = { file, line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS) {
    const found = `has ${text.length} characters`;
    const allowed = `a scenario file may have at most ${MOST_CHARACTERS}`;
    return {
      root: null,
      issues: [
        { ...top, code: 'file_too_large', path: '', found, allowed, hint: 'put dated arrivals into a CSV file and name it under "replay"' },
      ],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, strict: true });
  const reading: Reading = { file, lines, issues: [], targetOf: targetsOf(document), nodes: 0, aliases: 0, stopped: false };
  for (const problem of [...document.errors, ...document.warnings])
    reading.issues.push(syntaxIssue(reading, problem.code, problem.message, problem.pos[0], text));
  const fatal = document.errors.some((error) => error.code !== 'DUPLICATE_KEY');
  if (fatal) return { root: null, issues: reading.issues };
  if (document.contents === null || !isMap(document.contents)) {
    const found = document.contents === null ? 'is empty' : 'is not a mapping of settings';
    reading.issues.push({
      ...top,
      code: 'not_a_mapping',
      path: '',
      found,
      allowed: 'must be settings such as "name: Winter"',
      hint: 'start from one of the shipped scenarios',
    });
    return { root: null, issues: reading.issues };
  }
  const root = convert(reading, document.contents, [], UNKNOWN);
  return { root: root?.kind === 'map' && !reading.stopped ? root : null, issues: reading.issues };
}

/**
 * The node that an alias repeats: the last before it with that anchor. In one pass, when the first is asked for, since the parser's own
 * look-up walks the file for each.
 */
function targetsOf(document: ReturnType<typeof parseDocument>): (alias: Alias) => YamlNode | undefined {
  let targets: Map<Alias, YamlNode> | undefined;
  return (alias) => {
    targets ??= allTargets(document);
    return targets.get(alias);
  };
}

function allTargets(document: ReturnType<typeof parseDocument>): Map<Alias, YamlNode> {
  const anchored = new Map<string, YamlNode>();
  const targets = new Map<Alias, YamlNode>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchored.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
  return targets;
}

/** Slips that are made often, in words of their own. */
const SLIPS: Readonly<Record<string, Pick<Issue, 'found' | 'allowed' | 'hint'>>> = {
  TAB_AS_INDENT: { found: 'is indented with a tab', allowed: 'must be indented with spaces', hint: 'put two spaces for each level' },
  MULTIPLE_DOCS: {
    found: 'begins a second document',
    allowed: 'a scenario is one',
    hint: 'remove the line "---" and what follows it, or make that a file of its own',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    found: 'has two colons, or a colon and a dash, on one line',
    allowed: 'must be one name and its value',
    hint: 'put quotation marks around text with a colon in it, or begin a new line',
  },
  MISSING_CHAR: {
    found: 'ends before a quotation mark or a bracket is closed',
    allowed: 'each must be closed',
    hint: 'look for the one that is opened on this line or before',
  },
};

function syntaxIssue(reading: Reading, yamlCode: string, message: string, offset: number, text: string): Issue {
  const place = positionOf(reading, offset);
  const line = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
  if (yamlCode === 'DUPLICATE_KEY')
    return {
      ...place,
      code: 'duplicate_key',
      path: '',
      found: `has the name "${/^[^\s:]*/.exec(text.slice(offset, offset + 80))![0]}" twice in one mapping`,
      allowed: 'each name once',
      hint: 'remove or rename one of the two',
    };
  if (yamlCode === 'TAG_RESOLVE_FAILED')
    return {
      ...place,
      code: 'tag',
      path: '',
      found: `has a tag (${line})`,
      allowed: 'tags are not allowed',
      hint: 'remove the word that starts with "!"',
    };
  const slip = SLIPS[/end with a /.test(message) ? 'MISSING_CHAR' : yamlCode];
  if (slip !== undefined) return { ...place, code: 'not_yaml', path: '', ...slip };
  return {
    ...place,
    code: 'not_yaml',
    path: '',
    found: `cannot be read as YAML here (${line})`,
    allowed: 'must be YAML 1.2',
    hint: 'check indentation, colons, brackets and quotation marks on this line and the one before',
  };
}

function positionOf(reading: Reading, offset: number): Position {
  const { line, col } = reading.lines.linePos(offset);
  return { file: reading.file, line: Math.max(1, line), column: Math.max(1, col) };
}

const at = (reading: Reading, node: YamlNode): Position => positionOf(reading, node.range?.[0] ?? 0);

function report(
  reading: Reading,
  node: YamlNode | Position,
  code: IssueCode,
  path: Path,
  found: string,
  allowed: string,
  hint: string,
  nearest?: string,
): undefined {
  const place = 'line' in node ? node : at(reading, node);
  reading.issues.push({ ...place, code, path: formatPath(path), found, allowed, hint, ...(nearest === undefined ? {} : { nearest }) });
  return undefined;
}

/** Node of a YAML node; undefined (and an issue) when it is refused. */
function convert(reading: Reading, node: YamlNode | null, path: Path, from: Provenance): Node | undefined {
  if (reading.stopped) return undefined;
  if (node === null) return undefined;
  if (++reading.nodes > MOST_NODES || path.length > MOST_DEPTH) {
    reading.stopped = true;
    if (path.length > MOST_DEPTH)
      return report(
        reading,
        node,
        'too_deep',
        path.slice(0, 3),
        `is more than ${MOST_DEPTH} levels deep`,
        `at most ${MOST_DEPTH} levels`,
        'check the indentation and the anchors',
      );
    return report(
      reading,
      node,
      'alias_limit',
      path,
      `grows to more than ${MOST_NODES} values`,
      `at most ${MOST_NODES} values once anchors are filled in`,
      'write repeated parts out, or use "extends"',
    );
  }
  if (isAlias(node)) return convertAlias(reading, node, path, from);
  if (isMap(node)) return convertMap(reading, node, path, from);
  if (isSeq(node)) {
    const items = node.items.map((item, i) => convert(reading, item as YamlNode | null, [...path, i], from));
    return { kind: 'list', items: items.filter((item) => item !== undefined), at: at(reading, node) };
  }
  if (isScalar(node)) return convertScalar(reading, node, path, from);
  return undefined;
}

function convertAlias(reading: Reading, node: Extract<YamlNode, { source: string }>, path: Path, from: Provenance): Node | undefined {
  if (++reading.aliases > MOST_ALIASES) {
    reading.stopped = true;
    return report(
      reading,
      node as YamlNode,
      'alias_limit',
      path,
      `is one of more than ${MOST_ALIASES} repeats of anchors`,
      `at most ${MOST_ALIASES} repeats once anchors are filled in`,
      'write repeated parts out, or use "extends"',
    );
  }
  const target = isAlias(node) ? reading.targetOf(node) : undefined;
  if (target === undefined)
    return report(
      reading,
      node as YamlNode,
      'not_yaml',
      path,
      'repeats an anchor that does not exist',
      'the anchor must come before',
      'write the value out',
    );
  return convert(reading, target, path, from);
}

/** Texts for people, in which every word may be. */
const PROSE: ReadonlySet<string> = new Set(['name', 'description', 'question', 'why']);

function convertScalar(reading: Reading, node: YamlNode & { value: unknown }, path: Path, from: Provenance): Node | undefined {
  const { value } = node;
  if (typeof value === 'bigint' || (value !== null && typeof value === 'object'))
    return report(reading, node, 'wrong_type', path, 'is neither text nor a number', 'must be text or a number', 'write it plainly');
  if (typeof value === 'string' && FORBIDDEN_NAMES.has(value) && !PROSE.has(String(path.at(-1))))
    return report(
      reading,
      node,
      'forbidden_name',
      path,
      `is "${value}", a name the program keeps for itself`,
      'any other name',
      'rename it',
    );
  return { kind: 'scalar', value: (value ?? null) as Scalar, at: at(reading, node), from };
}

function convertMap(reading: Reading, node: YamlNode & { items: Pair[] }, path: Path, from: Provenance): Node | undefined {
  const pairs: { name: string; key: YamlNode; value: YamlNode | null }[] = [];
  for (const pair of node.items as Pair<YamlNode, YamlNode | null>[]) {
    const name = isScalar(pair.key) ? String(pair.key.value) : null;
    if (name === null || name === '')
      report(
        reading,
        pair.key,
        'forbidden_name',
        path,
        'has a name that is not text',
        'names must be text',
        'write a plain name before the colon',
      );
    else if (name === '<<')
      report(
        reading,
        pair.key,
        'forbidden_name',
        path,
        'has a merge key "<<"',
        'YAML 1.2 has none',
        'write the settings out, or put them into a file that this one extends',
      );
    else if (FORBIDDEN_NAMES.has(name))
      report(
        reading,
        pair.key,
        'forbidden_name',
        [...path, name],
        'is a name the program keeps for itself',
        'any other name',
        'rename or remove it',
      );
    else pairs.push({ name, key: pair.key, value: pair.value });
  }
  const own = provenanceOf(reading, pairs, path, from);
  const rest = pairs.filter(({ name }) => name !== 'source' && name !== 'confidence');
  const value = rest.find(({ name }) => name === 'value');
  if (value !== undefined && rest.every((pair) => pair === value || isNothing(pair.value))) {
    for (const pair of rest) if (pair !== value) reportSplit(reading, pair.key, [...path, pair.name]);
    return value.value === null ? scalarNull(reading, value.key) : convert(reading, value.value, path, own);
  }
  const entries = new Map<string, { key: Position; node: Node }>();
  for (const { name, key, value } of rest) {
    const inner = value === null ? scalarNull(reading, key) : convert(reading, value, [...path, name], own);
    if (inner !== undefined) entries.set(name, { key: at(reading, key), node: inner });
  }
  return { kind: 'map', entries, at: at(reading, node) };
}

const isNothing = (value: YamlNode | null): boolean => value === null || (isScalar(value) && value.value === null);

/** A name without a value beside a number and its source is mostly the rest of a source that has a comma in it. */
function reportSplit(reading: Reading, key: YamlNode, path: Path): void {
  const allowed = 'a number with its source has value, source and confidence alone';
  report(reading, key, 'unknown_setting', path, 'is not a setting', allowed, QUOTE_COMMA);
}

const scalarNull = (reading: Reading, key: YamlNode): Node => ({ kind: 'scalar', value: null, at: at(reading, key), from: UNKNOWN });

/** `source` and `confidence` of a mapping cover every number beneath that names none of its own. */
function provenanceOf(
  reading: Reading,
  pairs: readonly { name: string; value: YamlNode | null }[],
  path: Path,
  from: Provenance,
): Provenance {
  let { source, confidence } = from;
  for (const { name, value } of pairs) {
    if (name !== 'source' && name !== 'confidence') continue;
    const text = isScalar(value) ? value.value : undefined;
    if (typeof text !== 'string' || text.trim() === '') {
      if (value !== null)
        report(
          reading,
          value,
          'wrong_type',
          [...path, name],
          'is not text',
          `${name} must be text`,
          'write where the number comes from, in words',
        );
    } else if (name === 'source') source = text;
    else if ((CONFIDENCES as readonly string[]).includes(text)) confidence = text as Confidence;
    else
      report(
        reading,
        value!,
        'unknown_name',
        [...path, name],
        `is "${text}"`,
        `must be ${orList(CONFIDENCES)}`,
        "seed: the council's own figure; reference: published elsewhere; assumption: neither",
        nearestName(text, CONFIDENCES),
      );
  }
  return { source, confidence };
}
