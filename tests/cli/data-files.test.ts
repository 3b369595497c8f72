/** Files beside a scenario, and the data files it names, through the command line. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './caresim.js';
import { runHere } from './in-process.js';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const PLAN = 'name: Plan\nextends: small.yaml\n';

beforeAll(() => writeFileSync(at('small.yaml'), readFileSync('tests/cli/scenarios/small.yaml')));
afterAll(folder.remove);

describe('files beside a scenario', () => {
  const beside = 'beside.yaml';
  beforeEach(() => rmSync(at(beside), { recursive: true, force: true }));
  const run = () => runHere(['run', at('small.yaml'), '-r', '1', '--weeks', '6', '--no-report', '--out', at('out'), '--overwrite']);

  it.each([
    ['what macOS writes', (path: string) => writeFileSync(path, new Uint8Array([0, 5, 22, 7, 0, 2]))],
    ['a link to nothing', (path: string) => symlinkSync('nowhere', path)],
    ['text in another encoding', (path: string) => writeFileSync(path, new Uint8Array(Buffer.from('name: Café', 'latin1')))],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a device without end', (path: string) => symlinkSync('/dev/zero', path)],
    ['no YAML', (path: string) => writeFileSync(path, 'a: [b\n\tc: {')],
  ])('that are %s do not matter to a run', async (_, make) => {
    make(at(beside));
    const { exit, stderr } = await run();
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining('Next, write a plan that extends this scenario') });
  });

  it('that are plans are named as the next to compare with', async () => {
    writeFileSync(at(beside), PLAN);
    const { stderr } = await run();
    expect(stderr).toContain(`Next: caresim compare ${at('small.yaml')} ${at(beside)}`);
  });

  it.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
  ])('that are %s are refused where a scenario is wanted, extended or replayed', async (_, make) => {
    make(at(beside));
    writeFileSync(at('over.yaml'), `name: Over\nextends: ${beside}\n`);
    writeFileSync(at('replayed.yaml'), `${PLAN}demand: {community: {rate: null, profile: null, replay: ${beside}}}\n`);
    writeFileSync(at('listed.yaml'), `${PLAN}initial: {snapshot: ${beside}, homeCare: null, waiting: null}\n`);
    for (const name of [beside, 'over.yaml', 'replayed.yaml', 'listed.yaml']) {
      const { exit, stderr } = await runHere(['check', at(name)]);
      expect({ name, exit, stderr }).toMatchObject({
        exit: 2,
        stderr: expect.stringContaining('is no ordinary file, but a pipe or a device'),
      });
    }
  });
});

describe('check', () => {
  const replayed = `${PLAN}demand: {community: {rate: null, profile: null, replay: people.csv}}\n`;
  const check = async (csv: string) => {
    writeFileSync(at('plan.yaml'), replayed);
    writeFileSync(at('people.csv'), csv);
    return runHere(['check', at('plan.yaml')]);
  };
  it('says how many people a file has, and what is left out', async () => {
    const { exit, stdout } = await check('date,area,client_group,count\n2024-01-01,north,older,2\n1999-01-01,north,older,3\n');
    const plain = stdout.replaceAll(/\s+/g, ' ');
    expect(exit).toBe(0);
    expect(plain).toContain('of 5 people');
    expect(plain).toContain('3 fall outside the run and are left out: 3 before it begins');
    expect(plain).toContain('2 people found who arrive in the run');
  });

  it('does not call sound what cannot settle', async () => {
    const { exit, stdout, stderr } = await check('date,area,client_group,count\n2024-01-01,north,older,9000\n');
    expect(exit).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /settles only by people giving up: [\d,]+ hours a week are needed of [\d.,]+ that can be used/,
    );
    expect(stderr).toContain('The scenario can be run, but more is needed than there is, so that lists settle only by people giving up');
    expect(stderr).not.toContain('sound');
  });
});
