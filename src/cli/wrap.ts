/** Text wrapped to a width. */

/**
 * Words in lines of at most `width` columns where the words allow.
 * @param first what the first line starts with
 * @param next what the others start with; as many spaces as `first` has letters when left out
 */
export function wrapped(text: string, width: number, first = '', next = ' '.repeat(first.length)): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.trim().split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}
