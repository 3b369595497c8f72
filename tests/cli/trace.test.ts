import { describe, expect, it } from 'vitest';
import { clockOf, storyLine, type TraceLine } from '../../src/cli/trace-text.js';
import { runHere } from './in-process.js';

const BASELINE = 'scenarios/norfolk/baseline.yaml';
const FUTURE = ['trace', BASELINE, '--replication', '2'];
const WORDS = [...FUTURE, '--weeks', '8'];

const linesOf = (stdout: string): string[] => stdout.trimEnd().split('\n');
const parsed = (stdout: string) => linesOf(stdout).map((line) => JSON.parse(line) as TraceLine);
const eventsOf = async (...words: string[]): Promise<TraceLine[]> => parsed((await runHere([...WORDS, '--json', ...words])).stdout);

describe('caresim trace', async () => {
  const events = await eventsOf();

  it('prints a line of JSON an event, in order of time, with the date that the time is', () => {
    expect(events.length).toBeGreaterThan(3000);
    expect(events.every((event, i) => i === 0 || event.time >= events[i - 1]!.time)).toBe(true);
    expect(events.filter(({ time, at }) => clockOf('2023-05-22', time) !== at)).toEqual([]);
    expect(Object.keys(events[0]!)).toEqual(['time', 'at', 'person', 'what', 'area', 'group', 'provider', 'detail']);
    const offers = events.filter(({ what }) => what === 'offered');
    expect(offers.filter(({ provider, detail, area }) => !provider || detail || !area)).toEqual([]);
  });

  it('prints the same as a log, a line an event', async () => {
    const { exit, stdout, stderr } = await runHere(WORDS);
    expect(exit).toBe(0);
    const lines = linesOf(stdout);
    expect(lines).toHaveLength(events.length);
    expect(stderr).toBe(
      `Norfolk baseline: simulated future 2, seed 20261001, 8 weeks from 2023-05-22\n` +
        `date and hour     person  what                                provider or more    area   client group\n` +
        `${events.length.toLocaleString('en-GB')} events\n`,
    );
    const i = events.findIndex(({ what }) => what === 'refused');
    const { at, person, provider, area } = events[i]!;
    expect(lines[i]).toMatch(new RegExp(`^${at.replace('T', ' ')} +${person} {2}refused +${provider} +${area} +\\w`));
  });

  it.each([60, 80, 100])('says the same in sentences where columns do not fit, at %i columns', async (width) => {
    const { stdout, stderr } = await runHere([...WORDS, '--limit', '300'], { width });
    expect(linesOf(stderr)[1]).toBe('date and hour     person  what: provider or more (area, client group)');
    expect(linesOf(stdout).filter((line) => line.length > width)).toEqual([]);
    const told = stdout.split(/\n(?=\d{4}-)/).map((event) => event.trim().replace(/\s+/g, ' '));
    expect(told).toHaveLength(300);
    for (const [i, { at, person, what, provider, area }] of events.slice(0, 300).entries())
      for (const part of [at.replace('T', ' '), person, what, provider, area?.replaceAll('_', ' ')])
        expect(told[i]).toContain(String(part ?? ''));
  });

  it('tells one person’s story with days between, from referral to care or to the end of the weeks', async () => {
    const starts = events.filter(({ what, time }) => what === 'ready to leave hospital' && time > 1);
    const chosen = starts.find(({ person }) => {
      const own = events.filter((event) => event.person === person).map(({ what }) => what);
      const ready = own.filter((what) => what === 'ready to leave hospital');
      return (
        ready.length === 1 &&
        own[0] === ready[0] &&
        own.includes('reablement starts') &&
        own.includes('refused') &&
        own.at(-1) === 'care starts'
      );
    });
    expect(chosen).toBeDefined();
    const { stdout } = await runHere([...WORDS, '--person', String(chosen!.person)]);
    const [heading, ...story] = linesOf(stdout);
    expect(heading).toMatch(new RegExp(`^Person ${chosen!.person}: [A-Z][^,]+, [A-Z]`));
    const told = story.map((line) =>
      line
        .replace(/^\w{3} \d{2} \w{3} \d{4} \d{2}:\d{2} +(\+\d+ days? +)?/, '')
        .replace(/:.*/, '')
        .toLowerCase(),
    );
    expect(told).toEqual(events.filter(({ person }) => person === chosen!.person).map(({ what }) => what));
    const order = [
      'ready to leave hospital',
      'referred to reablement',
      'reablement starts',
      'requested',
      'offered',
      'refused',
      'sourced',
      'care starts',
    ];
    expect(order.map((what) => told.indexOf(what))).toEqual(order.map((what) => told.indexOf(what)).sort((a, b) => a - b));
    expect(stdout).toMatch(/ \+\d+ days /);
    expect(linesOf(stdout).filter((line) => line.length > 80)).toEqual([]);
  });

  it('stops at --limit, and says so', async () => {
    const { exit, stdout, stderr } = await runHere([...WORDS, '--limit', '5']);
    expect([exit, linesOf(stdout).length]).toEqual([0, 5]);
    expect(stderr).toContain('Stopped after 5 events: raise --limit to see more.');
    expect(await eventsOf('--limit', '5')).toEqual(events.slice(0, 5));
  });

  it('is the same on the other engine, and on a longer run as far as this one goes', async () => {
    expect(await eventsOf('--engine', 'simjs')).toEqual(events);
    const { stdout } = await runHere([...FUTURE, '--weeks', '9', '--json', '--limit', String(events.length)]);
    expect(parsed(stdout)).toEqual(events);
  });
});

describe('a line of a story', () => {
  const event: TraceLine = {
    time: 3.5,
    at: '2023-09-04T12:00',
    person: 7,
    what: 'gives up waiting',
    area: 'north',
    group: 'older',
    provider: null,
    detail: 'care_home',
  };

  it('says day, hour, how long after, and what in words', () => {
    expect(storyLine(event, { ...event, time: 2.4 })).toBe('Mon 04 Sep 2023 12:00     +1 day  Gives up waiting: moved to a care home');
    expect(storyLine({ ...event, detail: null, provider: 'spot-1' }, null)).toBe(
      'Mon 04 Sep 2023 12:00             Gives up waiting: spot-1',
    );
  });
});
