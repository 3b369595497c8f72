/** `manifest.json` of a shard: a share of the replications of a run or comparison, to be put together with the others. */
import { z } from 'zod';
import { manifestSchema } from './document.js';

/** Shape of a scenario's records, whole: what is left out here is lost when shards are put together. */
export const frameSchema = z.object({
  areas: z.array(z.string()),
  groups: z.array(z.string()),
  weeks: z.number().int(),
  schemes: z.array(z.string()).optional(),
  sections: z.array(z.string()).optional(),
  placements: z.array(z.string()).optional(),
  homes: z.array(z.string()).optional(),
  cohorts: z.array(z.string()).optional(),
  parts: z.array(z.string()).optional(),
  levelsAt: z.array(z.object({ when: z.string(), day: z.number().int() })).optional(),
  returns: z
    .object({
      units: z.array(z.object({ by: z.enum(['provider', 'scheme']), key: z.string() })),
      quarters: z.array(z.object({ label: z.string(), fromDay: z.number(), toDay: z.number(), from: z.string(), to: z.string() })),
      aims: z.array(z.number()),
    })
    .optional(),
});

/** Everything of the manifest of the whole but what `files` and `partial` say, which is of this share; and what finishing it takes. */
export const shardSchema = manifestSchema.extend({
  kind: z.literal('shard'),
  shard: z.object({ index: z.number().int(), of: z.number().int() }),
  purpose: z.enum(['run', 'comparison']),
  /** shape of each scenario's records */
  frames: z.array(frameSchema),
  options: z.object({
    antithetic: z.boolean(),
    report: z.boolean(),
    requireTargets: z.boolean(),
    series: z.union([z.literal('all'), z.array(z.string())]).nullable(),
  }),
});
export type ShardDocument = z.infer<typeof shardSchema>;

/** A shard and where it was found. */
export interface FoundShard {
  readonly directory: string;
  readonly document: ShardDocument;
}

/** First and last replication, from 1, of a share of so many; as even as can be. */
export function shareOf({ index, of }: ShardDocument['shard'], replications: number): { first: number; last: number } {
  return { first: Math.floor(((index - 1) * replications) / of) + 1, last: Math.floor((index * replications) / of) };
}

/** What must be the same for shards to be of one run, in words. */
const SAME: readonly (readonly [string, (document: ShardDocument) => unknown])[] = [
  ['a run or a comparison', ({ purpose }) => purpose],
  ['number of shards', ({ shard }) => shard.of],
  ['scenarios', ({ scenarios }) => scenarios.map(({ name, sha256 }) => [name, sha256])],
  ['weeks', ({ weeks, warmUpWeeks }) => [weeks, warmUpWeeks]],
  ['moments of levels', ({ frames, scenarios }) => [frames[0]?.levelsAt, scenarios[0]?.shares]],
  ['seed', ({ seed }) => seed],
  ['number of futures', ({ replications }) => replications],
  ['event calendar', ({ engine }) => engine],
  ['version of caresim', ({ versions }) => versions.caresim],
  ['options', ({ options }) => options],
];

/** What keeps shards from being put together. @returns sentences, none when they can be */
export function shardProblems(shards: readonly FoundShard[]): string[] {
  const [first, ...others] = shards;
  if (first === undefined) return [];
  const differences = others.flatMap(({ directory, document }) => {
    const differing = SAME.filter(([, of]) => JSON.stringify(of(document)) !== JSON.stringify(of(first.document))).map(([what]) => what);
    return differing.length === 0 ? [] : [`${directory} is of another run than ${first.directory}: other ${differing.join(', ')}.`];
  });
  if (differences.length > 0) return differences;
  const { of } = first.document.shard;
  const indices = shards.map(({ document }) => document.shard.index);
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !indices.includes(index));
  return [
    ...shards
      .filter(({ document }, i) => indices.indexOf(document.shard.index) !== i)
      .map(({ directory, document }) => `${directory} is shard ${document.shard.index}/${of} a second time: leave one out.`),
    ...shards
      .filter(({ document }) => document.partial)
      .map(({ directory, document }) => `${directory} was interrupted: run --shard ${document.shard.index}/${of} again.`),
    ...missing.map((index) => `Shard ${index}/${of} is missing: run --shard ${index}/${of}, or name its folder.`),
  ];
}
