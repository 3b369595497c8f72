/*
 * npm run bench:flame: where a replication's time goes, as docs/images/flame.svg. Norfolk's baseline, sampled from inside after a warm-up; a
 * box is a function, as wide as its share of the samples, on top of what called it.
 */
import { writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tuneEngine } from '../src/experiment/tuning.js';
import { createModel } from '../src/model/run.js';
import { NORFOLK, readyOf } from './scenario.js';

const WARM_UP = 3;
const REPLICATIONS = 20;
const MICROSECONDS = 500;

/** A function in its callers: samples in it and in what it called. */
interface Frame {
  readonly name: string;
  /** folder of src, "engine" for V8's own */
  readonly part: string;
  samples: number;
  readonly callees: Map<string, Frame>;
}

const frame = (name: string, part: string): Frame => ({ name, part, samples: 0, callees: new Map() });

async function profile(): Promise<Profiler.Profile> {
  tuneEngine();
  const model = createModel(readyOf(NORFOLK).input);
  for (let r = 1; r <= WARM_UP; r++) model.replicate(1, r);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS });
  await session.post('Profiler.start');
  for (let r = 1; r <= REPLICATIONS; r++) model.replicate(1, WARM_UP + r);
  const { profile: taken } = await session.post('Profiler.stop');
  return taken;
}

/** "brokerage.send": names of functions alone are short, since their files say of what. */
function nameOf({ functionName, url }: Profiler.ProfileNode['callFrame']): string {
  const file = /([^/]+)\.js$/.exec(url)?.[1];
  return file === undefined ? functionName : `${file}.${functionName || 'anonymous'}`;
}

const partOf = (url: string): string => /\/src\/([^/]+)\//.exec(url)?.[1] ?? 'engine';

/** What `replicate` called, by samples; time between samples is left out, because a busy machine stops the process for long. */
function framesOf({ nodes, samples = [] }: Profiler.Profile): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const root = frame('a replication', 'model');
  for (const id of samples) {
    const path: Profiler.ProfileNode[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) path.unshift(byId.get(at)!);
    const from = path.findIndex(({ callFrame }) => callFrame.functionName === 'replicate');
    const isCollector = path.at(-1)?.callFrame.functionName === '(garbage collector)';
    if (from < 0 && !isCollector) continue;
    root.samples++;
    let at = root;
    for (const { callFrame } of isCollector ? path.slice(-1) : path.slice(from + 1)) {
      const key = `${callFrame.functionName} ${callFrame.url}`;
      const next: Frame = at.callees.get(key) ?? frame(nameOf(callFrame), partOf(callFrame.url));
      at.callees.set(key, next);
      next.samples++;
      at = next;
    }
  }
  return root;
}

const WIDTH = 1200;
const LINE = 18;
const LEAST = 1.5;
const COLOURS: Readonly<Record<string, string>> = {
  model: '#bcd7ee',
  kernel: '#f4c9a3',
  random: '#c9e3c0',

  engine: '#dcdcdc',
};
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function depthOf({ samples, callees }: Frame, scale: number): number {
  return samples * scale < LEAST ? 0 : 1 + Math.max(0, ...[...callees.values()].map((callee) => depthOf(callee, scale)));
}

export function svg(root: Frame): string {
  const scale = WIDTH / root.samples;
  const levels = depthOf(root, scale);
  const height = levels * LINE + 46;
  const boxes: string[] = [];
  const draw = ({ name, part, samples, callees }: Frame, x: number, level: number): void => {
    const width = samples * scale;
    if (width < LEAST) return;
    const y = (levels - 1 - level) * LINE + 4;
    const share = `${((100 * samples) / root.samples).toFixed(1)}%`;
    const room = Math.floor((width - 6) / 6.2);
    const label = room < 3 ? '' : escaped(name.length <= room ? name : `${name.slice(0, room - 1)}…`);
    const colour = COLOURS[part] ?? COLOURS.engine;
    boxes.push(
      `<g><title>${escaped(name)} (${part}): ${share}</title><rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${LINE - 1}" fill="${colour}" stroke="#fff" stroke-width="0.5"/>${label && `<text x="${(x + 3).toFixed(1)}" y="${y + 12.5}">${label}</text>`}</g>`,
    );
    let at = x;
    for (const callee of [...callees.values()].sort((a, b) => b.samples - a.samples)) {
      draw(callee, at, level + 1);
      at += callee.samples * scale;
    }
  };
  draw(root, 0, 0);
  const key = Object.entries(COLOURS).map(
    ([part, colour], i) =>
      `<rect x="${6 + i * 110}" y="${height - 26}" width="14" height="14" fill="${colour}"/><text x="${26 + i * 110}" y="${height - 15}">${part}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Flame graph of a replication of Norfolk's baseline: the widest boxes are named in docs/performance.md" font-family="system-ui, sans-serif" font-size="11" fill="#1b1f23"><rect width="${WIDTH}" height="${height}" fill="#fff"/>${boxes.join('')}${key.join('')}<text x="${WIDTH - 6}" y="${height - 15}" text-anchor="end">${root.samples.toLocaleString('en-GB')} samples, ${REPLICATIONS} replications, Node ${process.versions.node}</text></svg>
`;
}

/** Functions by the samples in themselves, wherever they were called from. */
function ownShares(root: Frame): Map<string, number> {
  const own = new Map<string, number>();
  const walk = ({ name, part, samples, callees }: Frame): void => {
    let inside = 0;
    for (const callee of callees.values()) {
      inside += callee.samples;
      walk(callee);
    }
    own.set(`${name} (${part})`, (own.get(`${name} (${part})`) ?? 0) + samples - inside);
  };
  walk(root);
  return new Map([...own].sort((a, b) => b[1] - a[1]).map(([name, samples]) => [name, samples / root.samples]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = framesOf(await profile());
  writeFileSync(join(process.cwd(), 'docs/images/flame.svg'), svg(root));
  console.table(
    [...ownShares(root)].slice(0, 20).map(([name, share]) => ({ function: name, 'share in itself': `${(100 * share).toFixed(1)}%` })),
  );
}
