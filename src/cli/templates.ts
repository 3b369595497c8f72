/**
 * Scenario folders to start from. Their text is in `templates/`: a file for each kind of model (`kinds`), the parts that kinds share
 * (`sections`), and a plan to compare with (`plans`); this file puts them together.
 */
import { readFileSync } from 'node:fs';

const TEMPLATES = new URL('../../templates/', import.meta.url);
const SCHEMA_FILE = 'scenario.schema.json';

/** A kind of council model. */
export interface Kind {
  readonly id: string;
  /** short, for a list to choose from */
  readonly words: string;
  /** name of its plan */
  readonly plan: string;
  /** a setting to find out early, for its README */
  readonly setting: string;
}

export const KINDS: readonly Kind[] = [
  {
    id: 'home-care',
    words: 'home care: providers, carers, brokerage and the waiting list',
    plan: 'pay-more',
    setting: 'homeCare.packages.length',
  },
  {
    id: 'reablement',
    words: 'reablement and crisis response, with the hospital before and home care behind',
    plan: 'more-reablement',
    setting: 'reablement.length',
  },
  {
    id: 'extra-care',
    words: 'extra care: schemes of flats, voids, the register, a scheme that may open',
    plan: 'new-scheme',
    setting: 'housing.bands',
  },
  {
    id: 'specialist',
    words: 'specialist accommodation: people in hospital, out of area or coming of age, and their homes',
    plan: 'four-flat-schemes',
    setting: 'housing.cohorts.initial',
  },
  {
    id: 'whole',
    words: 'the whole: hospital, crisis response, reablement, home care, beds, housing, specialist accommodation',
    plan: 'more-reablement',
    setting: 'homeCare.packages.length',
  },
];

const read = (path: string): string => readFileSync(new URL(path, TEMPLATES), 'utf8');

/** Text with its marks filled in: `{{word}}` by a word, a line `# section: name` by the file of that name. */
function filled(text: string, words: Readonly<Record<string, string>>): string {
  return text
    .replaceAll(/^# section: (\S+)\n/gm, (_, name: string) => read(`sections/${name}.yaml`))
    .replaceAll(/\{\{(\w+)\}\}/g, (_, word: string) => words[word]!);
}

/** Widens or narrows the cell of a table's row to the table's width. */
function aligned(table: string): string {
  return table.replaceAll(/^\| (`\S+`) +\|/gm, (_, name: string) => `| ${name.padEnd('`scenario.schema.json`'.length)} |`);
}

/**
 * The files of a new folder by name, ready to run as they are.
 * @param council its name on screen
 * @param folder its path as the user wrote it, for the commands of its README
 * @param schema text of the JSON Schema of scenario files, written beside for editors
 */
export function newFolder(kind: Kind, council: string, folder: string, schema: string): Map<string, string> {
  const plan = `${kind.plan}.yaml`;
  const words = { council, folder, plan, setting: kind.setting, words: `A model of ${kind.words}.` };
  const scenario = (text: string) => `# yaml-language-server: $schema=./${SCHEMA_FILE}\n${filled(text, words)}`;
  return new Map([
    ['baseline.yaml', scenario(read(`kinds/${kind.id}.yaml`))],
    [plan, scenario(read(`plans/${plan}`))],
    [SCHEMA_FILE, schema],
    ['README.md', aligned(filled(read('README.md'), words))],
  ]);
}
