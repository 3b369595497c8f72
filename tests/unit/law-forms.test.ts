import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lawFormRows } from '../../src/scenario/law-forms.js';
import { LAW_MODIFIERS, LAW_NAMES, readLaw } from '../../src/scenario/laws.js';

describe('forms of distributions', () => {
  it('name every distribution and what modifies them', () => {
    expect(new Set(lawFormRows().map(([name]) => name))).toEqual(new Set<string>([...LAW_NAMES, ...LAW_MODIFIERS]));
  });

  it.each(lawFormRows().map(([name, form]) => [name, form.split(', or ').at(-1)!] as const))('can be read as shown: %s', (name, form) => {
    const of = name === 'gamma' ? 'number' : 'time';
    const written = parse(form);
    expect(Object.keys(written)).toContain(name);
    expect(readLaw(written, of)).toMatchObject({ ok: true });
  });
});
