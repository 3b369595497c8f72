/** The small document that charts are drawn in, against a browser's: Plot must draw the same tree in both. */
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { SVG, SvgDocument } from '../../src/report/charts/document.js';

type PlotDocument = NonNullable<Plot.PlotOptions['document']>;

const points = Array.from({ length: 30 }, (_, i) => ({ date: new Date(Date.UTC(2026, 0, 1 + 7 * i)), low: i, high: 3 * i + 2 }));

const marks = (): Plot.Markish[] => [
  Plot.gridY([0, 20, 40], { stroke: '#ccc' }),
  Plot.axisY([0, 20, 40], { tickFormat: (v: number) => `<${v}> & "more"\u00a0%`, label: null }),
  Plot.axisX({ tickFormat: (_: unknown, i: number) => `one\ntwo ${i}`, lineHeight: 1.2 }),
  Plot.areaY(points, { x: 'date', y1: 'low', y2: 'high', fill: '#abc', fillOpacity: 0.5 }),
  Plot.lineY(points, { x: 'date', y: 'high', stroke: 'red', strokeDasharray: '2 3', curve: 'monotone-x', clip: true }),
  Plot.dot(points, { x: 'date', y: 'low', r: 3, title: 'low', fill: (d: { low: number }) => (d.low > 9 ? 'black' : 'white') }),
  Plot.ruleX([points[3]!.date], { stroke: 'blue' }),
  Plot.rect(points.slice(0, 4), {
    x1: 'date',
    x2: (d: { date: Date }) => new Date(d.date.getTime() + 4e8),
    y1: 'low',
    y2: 'high',
    inset: 1,
  }),
  Plot.text(points.slice(0, 2), { x: 'date', y: 'high', text: () => 'first\nsecond', rotate: 30 }),
];

/** Every element with its attributes and every text, in order. */
function treeOf(xml: string): string[] {
  const { document } = new JSDOM(xml, { contentType: 'image/svg+xml' }).window;
  const seen: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) seen.push(`# ${node.nodeValue}`);
    else {
      const element = node as Element;
      const attributes = [...element.attributes]
        .filter(({ name }) => !/^(xmlns|style|class)/.test(name))
        .map((a) => `${a.name}=${a.value}`);
      seen.push(`${element.tagName} ${attributes.sort().join(' ')}`);
      for (const child of element.childNodes) walk(child);
    }
  };
  for (const style of [...document.querySelectorAll('style')]) style.remove();
  walk(document.documentElement);
  return seen;
}

describe('the document of charts', () => {
  it('takes what Plot draws as a browser does', () => {
    const options = { width: 400, height: 200, marks: marks() };
    const ours = Plot.plot({ ...options, document: new SvgDocument() as unknown as PlotDocument });
    ours.setAttribute('xmlns', SVG);
    ours.setAttribute('xmlns:xlink', 'http://www.w3.org/1999/xlink');
    const browser = new JSDOM('').window;
    const theirs = Plot.plot({ ...options, marks: marks(), document: browser.document });
    const xml = new browser.XMLSerializer().serializeToString(theirs);
    const tree = treeOf(ours.outerHTML);
    expect(tree.length).toBeGreaterThan(80);
    // ids of clip paths count up over all drawings
    const plain = (one: string) => one.replace(/plot-clip-\d+/g, 'clip');
    expect(tree.map(plain)).toEqual(treeOf(xml).map(plain));
  });

  it('moves a node that is put in a second place, and finds nodes by name or attribute', () => {
    const document = new SvgDocument();
    const [a, b, child] = ['g', 'g', 'path'].map((name) => document.createElementNS(SVG, name));
    child!.setAttribute('d', 'M0,0');
    a!.append(child!, 'text');
    b!.insertBefore(child!, b!.firstChild);
    document.documentElement.append(a!, b!);
    expect(a!.textContent).toBe('text');
    expect(document.documentElement.querySelectorAll('[d]')).toEqual([child]);
    expect(document.documentElement.querySelectorAll('g')).toEqual([a, b]);
    expect(document.documentElement.outerHTML).toBe('<svg><g>text</g><g><path d="M0,0"/></g></svg>');
  });
});
