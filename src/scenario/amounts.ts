/** What may be added to a number, and by what it may be scaled: told by the unit of the setting and by how both are written. */
import { explain } from './explain.js';
import type { Problem } from './issue.js';
import { formatPath, type Path } from './path.js';
import { isInPerCent } from './schema/quantity-kinds.js';
import type { Written } from './units.js';

const PLAIN: readonly string[] = ['bare', 'share', 'money'];

/** Unit of the setting at a path, "pounds"; undefined where the schema knows none. */
export function unitAt(path: Path): string | undefined {
  const found = explain(formatPath(path));
  return found.ok ? found.explanation.unit : undefined;
}

/** Why a factor cannot scale; null when it can. */
export function factorProblem(text: unknown, written: Written | null): Problem | null {
  const refuse = (allowed: string, hint: string): Problem => ({ code: 'wrong_type', found: `is ${JSON.stringify(text)}`, allowed, hint });
  if (written === null) return refuse('must be a factor', 'for example 1.05 or 105%');
  if (written.dimension === 'rate' || written.dimension === 'duration' || written.dimension === 'money')
    return refuse('must be a factor, without a unit', 'for example 1.05 or 105%; write "add" to add an amount');
  const isSigned = typeof text === 'string' && /^\s*[+-]/.test(text);
  if (!isSigned && written.value >= 0) return null;
  const more = written.dimension === 'share' ? written.value * 100 : Number.NaN;
  const meant =
    Number.isFinite(more) && more > -100
      ? `for ${Math.abs(more)} per cent ${more < 0 ? 'less' : 'more'} write ${100 + more}%`
      : 'for example 1.05 or 105%';
  return refuse('must be a factor, without a sign: what is there is multiplied by it', meant);
}

/**
 * Why an amount cannot be added to a number; null when it can. A share is added to shares alone: 5 % of a price is no 5 pence.
 *
 * @param unit - of the setting
 */
export function additionProblem(
  old: Written,
  amount: Written,
  texts: { readonly old: unknown; readonly amount: unknown },
  unit: string | undefined,
): Problem | null {
  const refuse = (allowed: string, hint: string): Problem => ({
    code: 'wrong_unit',
    found: `adds ${JSON.stringify(texts.amount)} to ${JSON.stringify(texts.old)}`,
    allowed,
    hint,
  });
  const isMoney = old.dimension === 'money' || /^pounds/.test(unit ?? '');
  const isShare = old.dimension === 'share' || (old.dimension === 'bare' && unit !== undefined && isInPerCent(unit));
  if (amount.dimension === 'share' && !isShare && old.dimension !== 'rate') {
    const per = amount.value * 100;
    const scale = `for ${Number(Math.abs(per).toPrecision(6))} per cent ${per < 0 ? 'less' : 'more'} write scale: ${Number((100 + per).toPrecision(6))}%`;
    return refuse('a share can be added to a share only', `${scale}; or add an amount, such as ${exampleOf(old, unit, isMoney, amount)}`);
  }
  if (amount.dimension === 'money' && !isMoney)
    return refuse(`only prices and costs are in pounds`, `write the amount in ${unit ?? 'the unit of what it is added to'}`);
  if (old.dimension === amount.dimension || (PLAIN.includes(old.dimension) && PLAIN.includes(amount.dimension))) return null;
  if (old.dimension === 'rate' && amount.dimension === 'share')
    return refuse('must have the same kind of unit', `say of what time, such as ${amount.value * 100}%${old.after.replace('%', '')}`);
  return refuse('must have the same kind of unit', 'write the amount with the unit of what it is added to');
}

/** An amount that may be meant in place of a share: 5% added to £21 may be £0.05. */
function exampleOf(old: Written, unit: string | undefined, isMoney: boolean, amount: Written): string {
  if (isMoney) return `add: £${Number(amount.value.toPrecision(6))}`;
  if (old.dimension === 'duration') return 'add: 2 days';
  return `add: 1${unit === undefined ? '' : ` (${unit})`}`;
}
