import { beforeAll, describe, expect, it } from 'vitest';
import { build, caresim, transcript } from './caresim.js';

beforeAll(build);

describe('the command line', () => {
  it.each([
    ['--help'],
    ['run --help'],
    ['help exit-codes'],
    ['--version'],
    [''],
    ['rnu'],
    ['run'],
    ['compare scenarios/small.yaml'],
    ['run scenarios/small.yaml --replicatons 5 --weeks x'],
    ['run scenarios/small.yaml -r five --seed 1 --seed 2 --series interim_list.poeple --engine fast'],
    ['run scenarios/small.yaml --shrad 1/4'],
    ['report --seed 2 nowhere'],
    ['check scenarios/broken.yaml scenarios/absent.yaml'],
    ['run scenarios/small.yaml --set homeCare.nonsense=3 --set brokerage.offersAtOnce=0'],
    ['report scenarios'],
    ['explain brokerage.offersAtOnces'],
    ['explain interim_list.people'],
    ['explain brokerage.offersAtOnce'],
  ])('caresim %s', async (line) => {
    expect(transcript(await caresim(line.split(' ').filter(Boolean)))).toMatchSnapshot();
  });

  it('fits help into 80 columns', async () => {
    for (const command of ['run', 'compare', 'merge', 'check', 'trace', 'explain', 'schema', 'report']) {
      const { stdout } = await caresim([command, '--help']);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });
});
