/** What a reader of results may take from the resolved scenario in a manifest. Tolerant: what is not as expected reads as left out. */
import { z } from 'zod';
import type { ScenarioRecord } from './document.js';

/** A value as the scenario writes it: 0.92, "92%", "£21.30". */
const written = z.union([z.number(), z.string()]).optional().catch(undefined);
const named = z.record(z.string(), z.object({ name: z.string().optional() }).catch({})).catch({});
const settings = z.record(z.string(), z.unknown()).catch({});
const text = z.string().optional().catch(undefined);

const providerSchema = z.object({
  id: z.string().catch(''),
  name: text,
  tier: z.string().catch(''),
  areas: z.array(z.string()).catch([]),
  posts: written,
  hours: written,
  acceptance: written,
  answerFactor: written,
  handBackFactor: written,
  mostContactRatio: written,
  price: written,
});
export type ResolvedProvider = z.infer<typeof providerSchema>;

const homeCareSchema = z.object({
  providers: z.array(providerSchema).catch([]),
  principal: settings.optional(),
  packages: z.object({ length: z.unknown() }).optional().catch(undefined),
});
const noHomeCare: z.infer<typeof homeCareSchema> = { providers: [] };
const schema = z.object({
  areas: named,
  clientGroups: named,
  homeCare: homeCareSchema.catch(noHomeCare),
  reablement: settings,
  placements: named,
  housing: z.object({ schemes: named, cohorts: named }).catch({ schemes: {}, cohorts: {} }),
  initial: settings.optional().catch(undefined),
  changes: z.array(z.object({ from: text, set: settings.optional() }).catch({})).catch([]),
  uncertain: settings,
});
export type ResolvedParts = z.infer<typeof schema> & {
  /** top-level keys that the scenario has, and those of its housing as "housing.register" */
  readonly sections: readonly string[];
};

const NOTHING: z.infer<typeof schema> = {
  areas: {},
  clientGroups: {},
  homeCare: noHomeCare,
  reablement: {},
  placements: {},
  housing: { schemes: {}, cohorts: {} },
  changes: [],
  uncertain: {},
};

/** Names, providers, changes and ranges of a scenario, as far as it has them. */
export function resolvedParts(scenario: Pick<ScenarioRecord, 'resolved'> | undefined): ResolvedParts {
  const resolved = scenario?.resolved;
  const sections = settingsIn(resolved);
  const inside = Object.keys(settingsIn(sections.housing)).map((key) => `housing.${key}`);
  return { ...schema.catch(NOTHING).parse(resolved), sections: [...Object.keys(sections), ...inside] };
}

/** An object of settings, empty where the value is none. */
export function settingsIn(value: unknown): Readonly<Record<string, unknown>> {
  return settings.parse(value);
}
