import { describe, expect, it } from 'vitest';
import { fitted } from '../../src/cli/fitted-text.js';
import { ProgressLine } from '../../src/cli/progress.js';
import { columns, fit } from '../../src/cli/table.js';
import { createTerminal, type Terminal } from '../../src/cli/terminal.js';

/** A process of streams that remember, screens or not. */
function processOf(screens: { out: boolean; err: boolean }, env: Record<string, string> = {}) {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: screens[name],
    columns: 100,
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  const process = { stdin: {}, stdout: stream('out'), stderr: stream('err'), env, version: 'v20', once: () => {}, off: () => {} };
  return { written, terminal: createTerminal(process as unknown as NodeJS.Process) };
}

const BOTH = { out: true, err: true };
const ESCAPE = '\u001b[';

describe('colour', () => {
  it('is decided for each stream', () => {
    const { terminal } = processOf({ out: false, err: true });
    expect(terminal.tint('out', 'good', 'met')).toBe('met');
    expect(terminal.tint('err', 'good', 'met')).toContain(ESCAPE);
  });

  it.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])('is off under %o', (env) => {
    expect(processOf(BOTH, env).terminal.tint('out', 'bad', 'missed')).toBe('missed');
  });

  it('is on under an empty NO_COLOR, and off under --no-color', () => {
    const { terminal } = processOf(BOTH, { NO_COLOR: '' });
    expect(terminal.tint('out', 'bad', 'missed')).toContain(ESCAPE);
    terminal.setColour(false);
    expect(terminal.tint('out', 'bad', 'missed')).toBe('missed');
  });
});

describe('progress', () => {
  const follow = (terminal: Terminal) => {
    const line = new ProgressLine(terminal, 'futures');
    line.start('Small: 50 futures, seed 1');
    for (let done = 1; done <= 50; done++) line.update({ done, of: 50, sides: [] });
    line.finish(50);
  };

  it('is one line, redrawn at most ten times a second and cleared at the end, on a screen', () => {
    const { written, terminal } = processOf(BOTH);
    follow(terminal);
    expect(written.out).toBe('');
    expect(written.err).not.toContain('\n');
    expect(written.err.split('\r').length).toBeLessThan(6);
    expect(written.err).toMatch(/Simulating 50 of 50 futures {3}100%/);
    expect(written.err.endsWith(`\r${ESCAPE}K`)).toBe(true);
  });

  it('is a line at the start and one at the end anywhere else', () => {
    const { written, terminal } = processOf({ out: true, err: false });
    follow(terminal);
    expect(written.err).toMatch(/^Simulating Small: 50 futures, seed 1\nSimulated 50 futures in [\d.]+ s\n$/);
  });

  it('is nothing under --quiet', () => {
    const { written, terminal } = processOf(BOTH);
    terminal.setQuiet(true);
    follow(terminal);
    expect(written.err).toBe('');
  });
});

describe('tables', () => {
  it('line columns up, and count invisible characters for nothing', () => {
    expect(
      columns(
        [
          ['a', 'long', 'x'],
          ['bcd', '+\u20601', ''],
        ],
        [false, true, false],
      ),
    ).toEqual(['a     long   x', 'bcd     +1']);
    expect(fit('People on the list', 10)).toBe('People on…');
  });
});

describe('tables that fit', () => {
  const rows = [
    ['On average over the run', 'baseline', 'difference (95% interval)', 'better in, of 100'],
    ['Share of reablement hours lost to bridging and last resort', '£183 million', 'no clear difference (−£400,000 to +£10,000)', '50'],
    ['People', '68', '+\u20602', '9'],
  ];
  const right = [false, true, false, true];

  it.each([60, 80, 100])('break words into lines at %i columns, and cut nothing', (width) => {
    const text = fitted(rows, right, width).join('\n');
    expect(text).not.toContain('…');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    for (const word of ['bridging', 'resort', '£183m', '+£10,000)', 'difference']) expect(text).toContain(word);
  });

  it('keep each row on one line in a pipe', () => {
    const lines = fitted(rows, right, null);
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(lines).toHaveLength(3);
  });
});
