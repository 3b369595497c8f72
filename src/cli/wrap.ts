/** Text in lines that fit a screen. */

/** Keeps words on one line, and becomes a space on the screen. */
export const FIXED_SPACE = '\u00a0';
/** Allows a break inside a word, and takes no room. */
const SOFT_BREAK = '\u200b';
/** Signs that steer breaks: \u2060 joins, \u200b parts. */
const STEERING = /[\u2060\u200b]/g;

/** Text as the screen shows it, without what steers its breaks. */
export const shown = (text: string): string => text.replace(STEERING, '').replaceAll(FIXED_SPACE, ' ');

/** A path of settings, or a word with a hyphen, that may break after its dots or hyphens. */
export const breakable = (text: string): string => text.replace(/[.-]/g, `$&${SOFT_BREAK}`);

/** The pieces between which a line may end. */
export const pieces = (text: string): string[] => text.trim().split(/[ \n\t]+|(?<=\u200b)/);

/**
 * Words in lines of at most `width` columns where the words allow.
 * @param first what the first line starts with
 * @param next what the others start with; as many spaces as `first` has letters when left out
 */
export function wrapped(text: string, width: number, first = '', next = ' '.repeat(first.length)): string[] {
  const lines: string[] = [];
  let line = first;
  let before = '';
  for (const piece of pieces(text)) {
    const gap = before === '' || before.endsWith(SOFT_BREAK) ? '' : ' ';
    if (before !== '' && line.length + gap.length + shown(piece).length > width) {
      lines.push(line);
      line = next + shown(piece);
    } else line += gap + shown(piece);
    before = piece;
  }
  return [...lines, line.trimEnd()];
}

/** A sentence of an answer in lines that fit its screen; on one line where there is none. */
export function sentence(text: string, { width }: { readonly width: number | null }, first = ''): string[] {
  return width === null ? [`${first}${text}`] : wrapped(text, width, first);
}

/** Columns of a line of several end in two spaces or more; the last of them is text. */
const COLUMNS = /^( *)((?:.*\S)? {2,})?(\S.*)$/;

/** A line that is too long goes on beneath its last column, or beneath all of them where that is far to the right. */
function fitLine(line: string, width: number): string[] {
  const [, indent = '', before = '', text = ''] = COLUMNS.exec(line) ?? [];
  if (line.length <= width || text === '') return [line];
  const hang = indent.length + before.length;
  if (before.trim() === '') return wrapped(text, width, ' '.repeat(hang), ' '.repeat(hang + (hang > 0 ? 2 : 0)));
  if (hang <= width / 2) return wrapped(text, width, indent + before, ' '.repeat(hang));
  return [(indent + before).trimEnd(), ...wrapped(text, width, `${indent}    `)];
}

/** A message of several lines on a screen; unchanged where there is none. */
export function fitMessage(text: string, width: number | null): string {
  if (width === null) return text;
  return text
    .split('\n')
    .flatMap((line) => fitLine(line, width))
    .join('\n');
}

/** A command stands beneath a label that is longer than this. */
const LONGEST_LABEL = 24;

/**
 * A command to be copied, after a label. Where it is too long its lines end in a backslash, so that a shell takes them as one.
 * @param width null: on one line however long
 */
export function commandLines(label: string, command: string, width: number | null): string[] {
  if (width === null || label.length + command.length <= width) return [label + command];
  const isLong = label.length > LONGEST_LABEL;
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const first = isLong ? '  ' : label;
  const text = words.map((word) => word.replaceAll(' ', FIXED_SPACE)).join(' ');
  const lines = wrapped(text, width - 2, first, ' '.repeat(first.length + 4));
  return [...(isLong ? [label.trimEnd()] : []), ...lines.map((line, i) => (i < lines.length - 1 ? `${line} \\` : line))];
}
