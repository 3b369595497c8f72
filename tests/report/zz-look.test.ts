import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { renderComparisonReport, renderRunReport } from '/work/main/src/report/index.js';
import { comparisonFixture, runFixture } from '/work/main/tests/report/fixture.js';

test('look', () => {
  const big = { weeks: 156, replications: 100, areas: ['North', 'South', 'West', 'Norwich', 'East'] };
  const c = comparisonFixture(big),
    r = runFixture(big);
  let t = performance.now();
  const out = renderComparisonReport(c);
  console.log('comparison', performance.now() - t, out.html.length, out.charts.map((x) => [x.name, x.svg.length].join(' ')).join(', '));
  t = performance.now();
  writeFileSync('/tmp/look/c.html', out.html);
  const run = renderRunReport(r);
  console.log('run', performance.now() - t, run.html.length);
  writeFileSync('/tmp/look/r.html', run.html);
  for (const x of out.charts) writeFileSync(`/tmp/look/${x.name}.svg`, x.svg);
});
test('nasty', () => {
  const NASTY = `<script>alert("x")</script> & 'quotes' 🚑 \u202eمرحبا\u0007 ${'very long name '.repeat(18)}`;
  writeFileSync(
    '/tmp/look/n.html',
    renderComparisonReport(
      comparisonFixture({ baseline: `b ${NASTY}`, alternative: `a ${NASTY}`, areas: [NASTY, 'South'], replications: 20, weeks: 40 }),
    ).html,
  );
});
