/**
 * JSON Schema of scenario files, from the same schema that checks them.
 */
import { z } from 'zod';
import { CONFIDENCES } from './node.js';
import { varying } from './schema/by-id.js';
import { scenarioSchema } from './schema/scenario.js';

export type JsonSchema = { [key: string]: unknown };

const SOURCE = { $ref: '#/$defs/source' };
const CONFIDENCE = { $ref: '#/$defs/confidence' };
const DEFINITIONS = {
  source: { type: 'string', description: 'where the number comes from; on a mapping, of every number beneath that names none' },
  confidence: {
    enum: [...CONFIDENCES],
    description: "seed: the council's own figure; reference: published elsewhere; assumption: neither",
  },
};

/** A written value, bare or with its source. */
function sourced(json: JsonSchema): JsonSchema {
  const { description, unit, examples, default: written, ...bare } = json;
  const known = Object.fromEntries(
    Object.entries({ description, unit, examples, default: written }).filter(([, value]) => value !== undefined),
  );
  const withSource = {
    type: 'object',
    properties: { value: bare, source: SOURCE, confidence: CONFIDENCE },
    required: ['value'],
    additionalProperties: false,
  };
  return { ...known, anyOf: [...(Array.isArray(bare.anyOf) ? (bare.anyOf as JsonSchema[]) : [bare]), withSource] };
}

/** One value for all, or a mapping by id. */
function byId(field: object, json: JsonSchema): JsonSchema | null {
  const forms = varying.get(field);
  if (forms === undefined) return null;
  const one = toJson(forms.one);
  const each = { type: 'object', additionalProperties: one, description: `by id: ${forms.what}` };
  const { type, quantity: _, ...rest } = json;
  return { ...rest, anyOf: type === 'object' ? [each] : [one, each] };
}

function toJson(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      const target = jsonSchema as JsonSchema;
      restore(zodSchema, target);
      const replaced =
        byId(zodSchema, target) ??
        (typeof target.quantity === 'string' && target.anyOf === undefined ? sourced(withoutQuantity(target)) : null);
      if (replaced !== null) {
        for (const key of Object.keys(target)) delete target[key];
        Object.assign(target, replaced);
      }
      if (target.additionalProperties === false && target.properties !== undefined)
        Object.assign(target.properties as JsonSchema, { source: SOURCE, confidence: CONFIDENCE });
    },
  }) as JsonSchema;
  const { $schema: _, ...rest } = json;
  return rest;
}

/** zod leaves examples and defaults out of what it transforms, as theirs might be of the output; ours are of the input. */
function restore(zodSchema: z.core.$ZodTypes, target: JsonSchema): void {
  const examples = z.globalRegistry.get(zodSchema)?.examples;
  if (Array.isArray(examples)) target.examples = examples;
  if (zodSchema._zod.def.type === 'prefault') target.default = zodSchema._zod.def.defaultValue;
}

function withoutQuantity(json: JsonSchema): JsonSchema {
  const { quantity: _, ...rest } = json;
  return rest;
}

/** JSON Schema (draft 2020-12) of scenario files. Files that extend another may leave out what they inherit, so nothing is required. */
export function jsonSchema(): JsonSchema {
  const schema = withoutRequired(toJson(scenarioSchema(null))) as JsonSchema;
  const properties = {
    $schema: { type: 'string', description: 'address of this schema, for editors' },
    ...(schema.properties as JsonSchema),
  };
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'caresim scenario', ...schema, properties, $defs: DEFINITIONS };
}

/** The same schema with what must be given, for `explain`. */
export function fullSchema(): JsonSchema {
  return toJson(scenarioSchema(null));
}

function withoutRequired(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutRequired);
  if (json === null || typeof json !== 'object') return json;
  const entries = Object.entries(json).filter(([key, value]) => !(key === 'required' && Array.isArray(value) && !value.includes('value')));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutRequired(value)]));
}
