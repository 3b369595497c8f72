/** What a plan changes, on the screen: `check` says it in full, `compare` and `run` briefly. */
import {
  adjustmentWords,
  changesTitle,
  EFFECT_HEAD,
  effectCells,
  isNothing,
  movedWords,
  nothingWords,
  repeatedWords,
  spellWords,
} from '../report/words/footprint.js';
import { keyWords, type Names } from '../report/words/names.js';
import { capital, counted } from '../report/words/numbers.js';
import type { FootprintRecord } from '../result/document.js';
import { fitted } from './table.js';
import { breakable, sentence, wrapped } from './wrap.js';

/** Settings, and dates of effects, that a screen shows without --verbose. */
const MOST_SETTINGS = 12;
const MOST_EFFECTS = 3;
/** Settings named where a footprint is one of several things said. */
const FEW = 4;

export interface TextBlock {
  readonly title: string;
  readonly lines: readonly string[];
}

const nameIn = (names: Names) => (kind: 'area' | 'placement', id: string) => keyWords(kind, id, names);

function settingLine(setting: FootprintRecord['settings'][number], width: number): string[] {
  const what = setting.words === '' ? breakable(setting.path) : `${capital(setting.words)} (${breakable(setting.path)})`;
  return wrapped(`${what}: ${movedWords(setting)}, ${spellWords(setting)}`, width, '', '  ');
}

/** All blocks of a footprint; `width` is the room for their lines. */
export function footprintBlocks(footprint: FootprintRecord, names: Names, width: number, isVerbose: boolean): TextBlock[] {
  const { settings, effects, adjustments } = footprint;
  const shown = isVerbose ? settings : settings.slice(0, MOST_SETTINGS);
  const rest = settings.length - shown.length;
  const more = rest > 0 ? [`and ${counted(rest, 'other')}: see --verbose`] : [];
  const latest = isVerbose ? effects : effects.slice(-MOST_EFFECTS);
  const repeated = footprint.repeated.length === 0 ? [] : [{ title: 'Set, and so already', lines: repeatedLines(footprint, width) }];
  if (isNothing(footprint)) return repeated;
  return [
    { title: changesTitle(footprint), lines: [...shown.flatMap((one) => settingLine(one, width)), ...more] },
    ...(adjustments.length === 0
      ? []
      : [
          {
            title: 'What scale and add do',
            lines: adjustments.flatMap((one) => wrapped(withBreaks(adjustmentWords(one), one.path), width, '', '  ')),
          },
        ]),
    ...latest.map((effect) => ({
      title: `What that comes to before anything runs, ${spellWords(effect)}`,
      lines: fitted(
        [EFFECT_HEAD, ...effectCells(effect, nameIn(names))],
        EFFECT_HEAD.map((_, i) => i > 0),
        width,
        2,
      ).flatMap((row) => row.split('\n')),
    })),
    ...repeated,
  ];
}

const repeatedLines = ({ repeated }: FootprintRecord, width: number): string[] =>
  repeated.flatMap((one) => wrapped(withBreaks(repeatedWords(one), one.path), width, '', '  '));

/** Text in which a path may break after its dots. */
const withBreaks = (text: string, path: string): string => text.replace(path, breakable(path));

/** A plan's footprint in a few lines, for a comparison on the screen: what comes into force on a date before what is so from the start. */
export function briefFootprint(footprint: FootprintRecord | undefined, screen: { readonly width: number | null }): string[] {
  if (footprint === undefined) return [];
  if (isNothing(footprint)) return [...sentence(nothingWords(footprint), screen), ''];
  const { settings } = footprint;
  const pathOf = ({ path }: FootprintRecord['settings'][number]) => (screen.width === null ? path : breakable(path));
  const dated = [...settings.filter(({ from }) => from !== null), ...settings.filter(({ from }) => from === null)];
  const few = dated.slice(0, FEW).flatMap((one) => sentence(`${pathOf(one)}: ${movedWords(one)}, ${spellWords(one)}`, screen, '  '));
  const rest = settings.length - Math.min(FEW, settings.length);
  return ['What the plan changes', ...few, ...(rest > 0 ? [`  and ${counted(rest, 'other setting')}: see the report`] : []), ''];
}
