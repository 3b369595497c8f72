/**
 * A problem of a scenario as data, and its phrasing in planner's words.
 */
import { explain } from './explain.js';

/** What is wrong, for programs; people read the phrased line. */
export type IssueCode =
  | 'file_missing'
  | 'file_too_large'
  | 'not_yaml'
  | 'not_a_mapping'
  | 'duplicate_key'
  | 'alias_limit'
  | 'too_deep'
  | 'tag'
  | 'forbidden_name'
  | 'circular_extends'
  | 'unknown_setting'
  | 'unknown_name'
  | 'missing'
  | 'wrong_type'
  | 'wrong_unit'
  | 'out_of_range'
  | 'not_whole'
  | 'bad_law'
  | 'bad_sum'
  | 'bad_length'
  | 'bad_date'
  | 'bad_path'
  | 'bad_data_file'
  | 'private_data'
  | 'frame_change'
  | 'contradiction'
  | 'implausible'
  | 'no_effect';

/** In place of a file's name: settings given with `--set`, whose line is their number. */
export const COMMAND_LINE = 'command line';

/** Where something is written. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One problem that the user can fix. `found` and `allowed` are clauses that read on from the path: "is -3", "must be more than 0". */
export interface Issue extends Position {
  readonly code: IssueCode;
  /** e.g. "homeCare.providers[0].hours"; empty for the file as a whole */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
  /** what to do */
  readonly hint?: string;
  /** the nearest valid name */
  readonly nearest?: string;
}

/** Everything about an issue but its place. */
export type Problem = Omit<Issue, keyof Position | 'path'>;

/** One sentence: found, allowed, what to do. */
export function phraseProblem(problem: Problem): string {
  const parts = [problem.found];
  if (problem.allowed !== '') parts.push(problem.found === '' ? problem.allowed : `, ${problem.allowed}`);
  if (problem.hint !== undefined) parts.push(`: ${problem.hint}`);
  const sentence = parts.join('');
  return problem.nearest === undefined ? sentence : `${sentence}. Did you mean "${problem.nearest}"?`;
}

/** A warning on one line, with its place: "county/plan.yaml, line 7: homeCare.notice is 78 weeks, ..." */
export function phraseWarning(warning: Issue): string {
  const place = warning.file === COMMAND_LINE ? '--set' : `${warning.file}, line ${warning.line}`;
  return `${place}: ${warning.path} ${phraseProblem(warning)}`;
}

function phraseFile(file: string, issues: readonly Issue[]): string {
  const count = issues.length === 1 ? '1 problem' : `${issues.length} problems`;
  const isTyped = file === COMMAND_LINE;
  const places = issues.map((issue) => (isTyped ? '--set' : `line ${issue.line}`));
  const width = Math.max(...places.map((place) => place.length));
  const pathWidth = Math.min(44, Math.max(...issues.map((issue) => issue.path.length)));
  const lines = issues.map((issue, i) => `  ${places[i]!.padEnd(width)}  ${issue.path.padEnd(pathWidth)}  ${phraseProblem(issue)}`);
  return `${isTyped ? `The ${file}` : file} has ${count}. Nothing was run.\n\n${lines.join('\n')}`;
}

/** Codes whose path leads to no setting, or to one whose meaning does not matter. */
const NOT_OF_A_SETTING: ReadonlySet<IssueCode> = new Set(['unknown_setting', 'forbidden_name', 'alias_limit', 'too_deep', 'not_yaml']);

/** Path of the setting that an issue is about, or null when `explain` would not know it. */
function settingOf({ code, path }: Issue): string | null {
  const written = path.replaceAll(/\[[^\]]*\]/g, '');
  return written !== '' && !NOT_OF_A_SETTING.has(code) && explain(written).ok ? written : null;
}

/**
 * All issues as text, one aligned line each, grouped by file, ending with where to look.
 *
 * @param issues - at least one
 */
export function phraseIssues(issues: readonly Issue[]): string {
  const files = [...new Set(issues.map((issue) => issue.file))];
  const blocks = files.map((file) =>
    phraseFile(
      file,
      issues.filter((issue) => issue.file === file),
    ),
  );
  const setting = issues.map(settingOf).find((path) => path !== null);
  if (setting !== undefined) blocks.push(`See what a setting means: caresim explain ${setting}`);
  return blocks.join('\n\n');
}

/** Issues in reading order, without repeats. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  const seen = new Map<string, Issue>();
  for (const issue of issues) {
    const key = [issue.file, issue.line, issue.column, issue.path, issue.code, issue.found].join('\n');
    if (!seen.has(key)) seen.set(key, issue);
  }
  return [...seen.values()].sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : 0));
}
