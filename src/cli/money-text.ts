/** Who pays, what care is not given, when a plan pays back, and the course of a shock, on screen. */
import { whenWords } from '../report/words/horizon.js';
import { ends } from '../report/words/numbers.js';
import { paybackSentences } from '../report/words/payback.js';
import { costPerSentences, payerLines, presentValueSentence, shiftSentence, undeliveredWorth } from '../report/words/payers.js';
import { shockSentences } from '../report/words/shock.js';
import type { ComparisonDocument } from '../result/document.js';
import { fitted } from './table.js';
import type { Terminal } from './terminal.js';
import { FIXED_SPACE, sentence } from './wrap.js';

type Screen = Pick<Terminal, 'width'>;

const block = (sentences: readonly string[], screen: Screen): string[] => {
  const said = sentences.filter((text) => text !== '');
  return said.length === 0 ? [] : [...said.flatMap((text) => sentence(text, screen)), ''];
};

/** Before the table of means, which hides a shock. */
export function shockLines(document: ComparisonDocument, alternative: string, screen: Screen): string[] {
  return block(shockSentences(document, alternative), screen);
}

/** Pay-back first; then who pays, what moves between payers, and what the money buys. */
export function moneyLines(document: ComparisonDocument, alternative: string, screen: Screen): string[] {
  const lines = payerLines(document, alternative);
  const head = [`Who pays, ${whenWords(document, alternative)}`, 'baseline', 'plan', `difference (95%${FIXED_SPACE}interval)`];
  const short = (money: string) => money.replaceAll(' million', 'm');
  const rows = lines.map(({ words, cells: [baseline, plan, difference], ci95 }) => [
    words,
    short(baseline),
    short(plan),
    ci95 === null ? short(difference) : `${short(difference)} (${short(ends(ci95, 'pounds')).replaceAll(' ', FIXED_SPACE)})`,
  ]);
  return [
    ...block(paybackSentences(document, alternative), screen),
    ...(rows.length === 0 ? [] : [...fitted([head, ...rows], [false, true, true, false], screen.width), '']),
    ...block(
      [
        shiftSentence(document, alternative),
        undeliveredWorth(document, alternative),
        presentValueSentence(document, alternative),
        ...costPerSentences(document, alternative),
      ],
      screen,
    ),
  ];
}
