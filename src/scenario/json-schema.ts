/**
 * JSON Schema of scenario files, from the same schema that checks them.
 */
import { z } from 'zod';
import { definitionOf, LAW_DEFINITIONS } from './law-json.js';
import { CONFIDENCES } from './node.js';
import { varying } from './schema/by-id.js';
import { scenarioSchema } from './schema/scenario.js';

export type JsonSchema = { [key: string]: unknown };

const PROVENANCE = { source: { $ref: '#/$defs/source' }, confidence: { $ref: '#/$defs/confidence' } };
const DEFINITIONS = {
  source: { type: 'string', description: 'where the number comes from; on a mapping, of every number beneath that names none' },
  confidence: {
    enum: [...CONFIDENCES],
    description: "seed: the council's own figure; reference: published elsewhere; assumption: neither",
  },
};

/** What the description of a mapping by id begins with. */
export const BY_ID = 'by id: ';

/** One value for all, or a mapping by id. */
function byId(field: object, json: JsonSchema): JsonSchema | null {
  const forms = varying.get(field);
  if (forms === undefined) return null;
  const one = toJson(forms.one);
  const each = { type: 'object', additionalProperties: one, description: `${BY_ID}${forms.what}` };
  const { type, quantity: _, ...rest } = json;
  return { ...rest, anyOf: type === 'object' ? [each] : [one, each] };
}

/** A distribution or a range, by its definition. */
function byDefinition(json: JsonSchema): JsonSchema | null {
  const name = definitionOf(json.quantity);
  return name === undefined ? null : { ...json, $ref: `#/$defs/${name}` };
}

function toJson(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      const target = jsonSchema as JsonSchema;
      restore(zodSchema, target);
      const replaced = byId(zodSchema, target) ?? byDefinition(target) ?? { ...target };
      for (const key of Object.keys(target)) delete target[key];
      Object.assign(target, replaced);
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

const entriesOf = (json: unknown): [string, JsonSchema][] => Object.entries((json ?? {}) as Record<string, JsonSchema>);

/** Words on a value, beside the form that it has. */
const SAID = ['description', 'unit', 'allowed', 'examples', 'default'];

/** With what an editor shows under the pointer, which is the description alone unless the schema says more. */
function withHover(said: JsonSchema): JsonSchema {
  const { description, unit, allowed, default: written } = said;
  const more = [
    unit === undefined ? '' : `Unit: ${unit}. `,
    allowed === undefined ? '' : `Allowed: ${allowed}. `,
    written === undefined ? '' : `Left out: ${typeof written === 'string' ? written : JSON.stringify(written)}.`,
  ].join('');
  return more === '' ? said : { ...said, markdownDescription: `${description}\n\n${more.trim()}` };
}

/** What is said of a value, what it is called, and the form that it has. */
function parted(json: JsonSchema): { readonly said: JsonSchema; readonly kind: unknown; readonly form: JsonSchema } {
  const { quantity: kind, ...rest } = json;
  const isSaid = ([key]: [string, unknown]): boolean => SAID.includes(key);
  const entries = Object.entries(rest);
  return {
    said: withHover(Object.fromEntries(entries.filter(isSaid))),
    kind,
    form: Object.fromEntries(entries.filter((entry) => !isSaid(entry))),
  };
}

/** The schema of settings as the schema of what is written in files: with sources, nulls, and whatever may be inherited left out. */
class Writing {
  readonly definitions: JsonSchema = {};
  /** names of definitions by their text, so that fields of one form share one */
  private readonly names = new Map<string, string>();

  /** A form: mappings take `source` and `confidence`, and nothing is required. */
  form(json: JsonSchema, name: string): JsonSchema {
    const { required: _, ...form } = json;
    const { properties, additionalProperties, items, anyOf } = form;
    const others = typeof additionalProperties === 'object' && additionalProperties !== null ? additionalProperties : undefined;
    if (properties !== undefined || others !== undefined) {
      const own = entriesOf(properties).map(([key, value]) => [key, this.value(value, key)]);
      form.properties = { ...Object.fromEntries(own), ...PROVENANCE };
      const numbered = own.filter(([key]) => /^\d+$/.test(String(key)));
      // Editors read the key of `1: ...` as a number, which is no name of theirs but fits a pattern.
      if (numbered.length > 0) form.patternProperties = Object.fromEntries(numbered.map(([key, value]) => [`^${key}$`, value]));
    }
    if (others !== undefined) form.additionalProperties = this.value(others as JsonSchema, name);
    if (items !== undefined) form.items = this.item(items as JsonSchema, name);
    if (Array.isArray(anyOf)) form.anyOf = anyOf.map((one: JsonSchema) => this.form(parted(one).form, name));
    return form;
  }

  /** A value: bare, or with its source, or null to take it out. */
  private value(json: JsonSchema, name: string): JsonSchema {
    const { said, kind, form } = parted(json);
    if (Object.keys(form).length === 0) return json;
    return { ...said, $ref: `#/$defs/${this.define(this.form(form, name), kind === undefined ? name : camel(String(kind)))}` };
  }

  /** One of a list, which cannot be taken out. */
  private item(json: JsonSchema, name: string): JsonSchema {
    const { $ref, ...said } = this.value(json, name);
    return $ref === undefined ? said : { ...said, anyOf: [{ $ref: `${$ref}/anyOf/0` }, { $ref: `${$ref}/anyOf/1` }] };
  }

  private define(form: JsonSchema, wanted: string): string {
    const text = JSON.stringify(form);
    const known = this.names.get(text);
    if (known !== undefined) return known;
    let name = wanted;
    for (let i = 2; Object.hasOwn(this.definitions, name) || Object.hasOwn(RESERVED, name); i++) name = `${wanted}${i}`;
    this.names.set(text, name);
    const properties = { value: { $ref: `#/$defs/${name}/anyOf/0` }, ...PROVENANCE };
    const withSource = { type: 'object', properties, required: ['value'], additionalProperties: false };
    this.definitions[name] = { anyOf: [form, withSource, { type: 'null' }] };
    return name;
  }
}

const RESERVED: JsonSchema = { ...DEFINITIONS, ...LAW_DEFINITIONS };
const camel = (words: string): string => words.replaceAll(/ (.)/g, (_, letter: string) => letter.toUpperCase());

/** JSON Schema (draft 2020-12) of scenario files. Names that a scenario makes up itself, and what its numbers add up to, are `check`'s. */
export function jsonSchema(): JsonSchema {
  const writing = new Writing();
  const root = writing.form(fullSchema(), 'scenario');
  const laws = Object.fromEntries(Object.entries(LAW_DEFINITIONS).map(([name, json]) => [name, writing.form(json, name)]));
  const $defs = { ...DEFINITIONS, ...laws, ...writing.definitions };
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'caresim scenario', ...root, $defs };
}

let full: JsonSchema | undefined;

/** What a scenario may hold, with what must be given, for `explain`. */
export function fullSchema(): JsonSchema {
  full ??= toJson(scenarioSchema(null));
  return full;
}
