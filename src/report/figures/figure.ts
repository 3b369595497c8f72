/**
 * A figure as it stands in the report: finding, subtitle, picture, sentence to copy, numbers, files.
 *
 * Folder `figures/`: from a context to figures. It picks series and words and hands them to `charts/`; it draws nothing itself.
 */
import type { Size } from '../charts/theme.js';
import type { TableData } from '../markup.js';

export interface Figure {
  /** file name without ending */
  readonly name: string;
  /** states the finding */
  readonly title: string;
  /** measure, unit, place and period */
  readonly subtitle: string;
  /** one sentence for those who do not see the picture */
  readonly label: string;
  /** how to read it, where that is not plain */
  readonly note?: string;
  readonly sentence: string;
  readonly numbers: TableData;
  readonly files: readonly { readonly href: string; readonly words: string }[];
  draw(size: Size): string;
}
