/**
 * Scenario files: text to a checked scenario or located problems; a checked scenario to what the model is given.
 *
 * schema/ says what a file may hold (zod, with meanings and units), read and chain turn text into a located tree, settings and
 * changes edit it, checks look across fields, warnings at what is allowed and seldom meant, footprint/ at what a plan changes, compile/ makes the ModelInput, register, json-schema, explain and describe tell people
 * what a scenario rests on. May import: types of model, laws of random, metrics and vocabulary (leaves); npm: yaml, zod.
 * Invariants: no input or output (files come through an injected `read`), no clock, no Math.pow; nothing is clamped or defaulted
 * silently: a setting left out is either an issue or a default that `explain` states; every problem has file, line, path and remedy.
 */
export { compile } from './compile/compile.js';
export { type Description, describe } from './describe.js';
export { type Explained, type Explanation, explain, phraseExplanation } from './explain.js';
export { type Footprint, footprintOf } from './footprint/footprint.js';
export { type Issue, type IssueCode, phraseIssues } from './issue.js';
export { type JsonSchema, jsonSchema } from './json-schema.js';
export { type Loaded, type LoadOptions, loadScenario, withSettings } from './load.js';
export type { AssumptionRow } from './register.js';
export type { ResolvedScenario } from './resolved.js';
export { writeDrawn } from './uncertain.js';
export { warningsOf } from './warnings.js';
