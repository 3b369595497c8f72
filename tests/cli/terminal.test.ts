import { describe, expect, it } from 'vitest';
import { ProgressLine } from '../../src/cli/progress.js';
import { fitted } from '../../src/cli/table.js';
import { createTerminal, type Terminal } from '../../src/cli/terminal.js';
import { breakable, commandLines, fitMessage, wrapped } from '../../src/cli/wrap.js';

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
  const process = {
    stdin: {},
    stdout: stream('out'),
    stderr: stream('err'),
    env,
    version: 'v20',
    on: () => {},
    once: () => {},
    off: () => {},
  };
  return { written, terminal: createTerminal(process as unknown as NodeJS.Process) };
}

const BOTH = { out: true, err: true };
const ESCAPE = '\u001b[';

describe('colour', () => {
  it('is decided for each stream', () => {
    const { written, terminal } = processOf({ out: false, err: true });
    expect(terminal.tint('out', 'good', 'met')).toBe('met');
    terminal.warn(terminal.tint('err', 'good', 'met'));
    expect(written.err).toBe(`${ESCAPE}32mmet${ESCAPE}39m\n`);
  });

  it.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])('is off under %o', (env) => {
    expect(processOf(BOTH, env).terminal.tint('out', 'bad', 'missed')).toBe('missed');
  });

  it('is on under an empty NO_COLOR, and off under --no-color', () => {
    const { written, terminal } = processOf(BOTH, { NO_COLOR: '' });
    terminal.out(terminal.tint('out', 'bad', 'missed'));
    expect(written.out).toContain(ESCAPE);
    terminal.setColour(false);
    expect(terminal.tint('out', 'bad', 'missed')).toBe('missed');
  });
});

describe('texts that come from files', () => {
  it('never drive the screen: control characters and overrides of direction are shown as JSON writes them', () => {
    const { written, terminal } = processOf(BOTH);
    const name = 'a\u001b[31mred\u0007\u009b2J\r\u202eb\ufdd0[32mc';
    const shown = 'a\\u001b[31mred\\u0007\\u009b2J\\u000d\\u202eb';
    terminal.out(name);
    terminal.warn(name);
    terminal.suggest('Next: ', name);
    for (const text of [written.out, ...written.err.split('\n')].filter((line) => line !== '' && line !== '\r\u001b[K'))
      expect(text).toContain(shown);
  });

  it('stay what they are in documents, tabs and letters of every script too', () => {
    const { written, terminal } = processOf({ out: false, err: false });
    const document = { name: 'Sir Fôn\u001b \u202e 東\u2067', tab: '\t' };
    terminal.out(JSON.stringify(document));
    expect(JSON.parse(written.out)).toEqual(document);
    terminal.out('a\tb\r\nc');
    expect(written.out.endsWith('a\tb\nc\n')).toBe(true);
  });
});

describe('columns', () => {
  it('are those of each screen, at least 60; of a pipe none, unless COLUMNS says', () => {
    const { terminal } = processOf({ out: false, err: true });
    expect([terminal.width, terminal.messageWidth]).toEqual([null, 100]);
    expect(processOf({ out: false, err: true }, { COLUMNS: '72' }).terminal.width).toBe(72);
    expect(processOf({ out: false, err: true }, { COLUMNS: '9' }).terminal.width).toBe(60);
  });
});

describe('messages', () => {
  it('go on beneath their last column, or on lines of their own where that is far to the right', () => {
    const near = '  line 5  it is not a number of hours a week that anybody could deliver';
    expect(fitMessage(near, 60)).toBe('  line 5  it is not a number of hours a week that anybody\n          could deliver');
    const far = `  line 5  ${'homeCare.packages.length.older'.padEnd(40)}  is -3, must be more than 0`;
    expect(fitMessage(far, 60)).toBe('  line 5  homeCare.packages.length.older\n      is -3, must be more than 0');
    expect(fitMessage(far, null)).toBe(far);
  });

  it('break a command so that a shell takes its lines as one, and never inside quotation marks', () => {
    const command = "caresim compare scenarios/norfolk/baseline.yaml 'my plans/more carers.yaml'";
    const lines = commandLines('Next: ', command, 60);
    expect(lines).toEqual(['Next: caresim compare scenarios/norfolk/baseline.yaml \\', "          'my plans/more carers.yaml'"]);
    expect(commandLines('Next: ', command, null)).toEqual([`Next: ${command}`]);
  });

  it('break paths after their dots where they may', () => {
    expect(wrapped(breakable('homeCare.packages.length'), 12)).toEqual(['homeCare.', 'packages.', 'length']);
  });
});

describe('progress', () => {
  const follow = (terminal: Terminal) => {
    const line = new ProgressLine(terminal, { noun: 'future' });
    line.start('Small: 50 futures, seed 1');
    for (let done = 1; done <= 50; done++) line.update({ done, of: 50, sides: [] });
    line.finish(50);
  };

  it('is one line, redrawn at most ten times a second and cleared by what is said next, on a screen', () => {
    const { written, terminal } = processOf(BOTH);
    follow(terminal);
    expect(written.out).toBe('');
    expect(written.err).not.toContain('\n');
    expect(written.err.split('\r').length).toBeLessThan(6);
    expect(written.err).toMatch(/Simulating 50 of 50 futures {3}100%/);
    expect(written.err.endsWith(`\r${ESCAPE}KWriting what came out of 50 futures`)).toBe(true);
    terminal.say('Wrote it');
    expect(written.err.endsWith(`futures\r${ESCAPE}KWrote it\n`)).toBe(true);
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

  it('make each row a block where columns would be too narrow to read, and leave out columns without a value', () => {
    const text = fitted(
      [
        ['', 'now', 'then', ''],
        ['Council-commissioned accommodation', 'a'.repeat(25), 'b'.repeat(25), ''],
      ],
      [],
      60,
    );
    expect(text).toEqual([`  now${' '.repeat(24)}then`, `Council-commissioned accommodation\n  ${'a'.repeat(25)}  ${'b'.repeat(25)}`]);
  });

  it('keep each row on one line in a pipe', () => {
    const lines = fitted(rows, right, null);
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(lines).toHaveLength(3);
  });
});
