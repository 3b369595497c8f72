/** What a way of using chance bought, in words: how many times as many futures the same precision would have needed without it. */
import { counted } from '../report/words/numbers.js';
import { HEADLINES } from '../result/document.js';

interface Gain {
  readonly metric: string;
  readonly timesFewer: number | null;
}

/** The middle gain of the headline figures; null where none of them varies. */
function middleOf(gains: readonly Gain[]): { times: number; figures: string } | null {
  const found = gains
    .flatMap(({ metric, timesFewer }) => ((HEADLINES as readonly string[]).includes(metric) && timesFewer !== null ? [timesFewer] : []))
    .sort((a, b) => a - b);
  const times = found[Math.floor(found.length / 2)];
  return times === undefined ? null : { times, figures: counted(found.length, 'headline figure') };
}

function inWords(times: number): string {
  if (times >= 1000) return 'over 1,000';
  return times >= 10 ? String(Math.round(times)) : times.toFixed(1);
}

/** Of the same people and luck in all plans. */
export function pairingText(gains: readonly Gain[]): string {
  const middle = middleOf(gains);
  if (middle === null) return 'Same people, same luck, both plans.';
  const { times, figures } = middle;
  const effect = times >= 1.05 ? `as precise as ${inWords(times)} times as many futures without it would be` : 'no gain in precision here';
  return `Same people, same luck, both plans: ${effect} (middle of ${figures}).`;
}

/** Of futures in pairs with opposite luck; with its loss, where it is one. */
export function antitheticText(gains: readonly Gain[]): string {
  const middle = middleOf(gains);
  if (middle === null) return 'Futures in pairs with opposite luck.';
  const { times, figures } = middle;
  return `Futures in pairs with opposite luck: as precise as ${inWords(times)} times as many independent futures would be (middle of ${figures}).`;
}
