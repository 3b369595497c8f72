import { describe, expect, it } from 'vitest';
import { exactLaw } from '../../src/random/exact-compound.js';
import { compileLaw, cumulative, draw, type Law, lengthBiasedRank } from '../../src/random/sampler.js';

const LOWER = [1e-6, 0.02, 0.3, 0.5, 0.95, 0.999];
const UPPER = [1e-6, 1e-9];
const wide: Law = { kind: 'lognormal', mu: 3, sigma: 1.2686362411795196 };

/** Quantiles at LOWER, then at 1 - UPPER, from SciPy 1.17 (Coxian: mpmath, 30 digits). */
const REFERENCE: [Law, number[]][] = [
  [
    { kind: 'exponential', mean: 24 },
    [
      2.4000012000008e-5, 0.48486497562046676, 8.560198654529579, 16.635532333438686, 71.89757456529576, 165.78612669557126,
      331.57225339114257, 497.35838008671385,
    ],
  ],
  [
    { kind: 'gamma', shape: 0.5, scale: 3 },
    [
      2.356194490193578e-12, 0.0009426752419255057, 0.22270779274881808, 0.682404634679358, 5.762188231041186, 16.2413492559941,
      35.89219046540224, 55.987339577043485,
    ],
  ],
  [
    { kind: 'gamma', shape: 3, scale: 3 },
    [
      0.05476284888983789, 1.7016288650922642, 5.741327382381186, 8.022180941170678, 18.887380865615967, 33.68661672723798,
      57.38750456581453, 80.01685967595036,
    ],
  ],
  [
    { kind: 'gamma', shape: 400, scale: 0.1 },
    [
      31.202158554975682, 36.00053737866079, 38.92752631489452, 39.96667160944644, 43.345570105468965, 46.4664460173224, 50.23647773824925,
      53.184308383744906,
    ],
  ],
  [
    { kind: 'weibull', shape: 0.5, scale: 3 },
    [
      3.000003000002754e-12, 0.0012244481488720618, 0.38165104690109386, 1.441359041754604, 26.923235564438876, 143.15124898291668,
      572.604995931667, 1288.3612408462507,
    ],
  ],
  [
    { kind: 'weibull', shape: 2, scale: 3 },
    [
      0.0030000007500004065, 0.4264086840786372, 1.7916680762486652, 2.497663833473093, 5.192455147806855, 7.884782654635397,
      11.150766566549514, 13.656844164466317,
    ],
  ],
  [
    wide,
    [
      0.04829794103648508, 1.4837010886131965, 10.32663525676207, 20.085536923187668, 161.85824520734258, 1012.7054553587183,
      8352.919085887703, 40499.11280638504,
    ],
  ],
  [
    { kind: 'lognormal', mu: 3.526361, sigma: 0.67815 },
    [
      1.3536793166537322, 8.445309312194418, 23.825079641551554, 34.000016163054354, 103.73281295440243, 276.4422776550774,
      853.9696845967688, 1985.7934322314816,
    ],
  ],
  [
    { kind: 'triangular', low: 1, mode: 2, high: 10 },
    [1.003, 1.4242640687119286, 2.9007042602804614, 4, 8.102633403898972, 9.731671842700026, 9.99151471862564, 9.999731671846494],
  ],
  [
    { kind: 'coxian2', leave1: 0.08, moveOn: 0.02, leave2: 0.01 },
    [
      1.2500007617193618e-5, 0.25309671190377525, 4.663249606081008, 9.590144963656211, 149.16600491451328, 540.3677882205862,
      1231.1433161188, 1921.9188440170137,
    ],
  ],
  [
    { kind: 'coxian2', leave1: 0.08, moveOn: 0.02, leave2: 0.1 },
    [
      1.2500005859378865e-5, 0.2523751422371403, 4.412449099286299, 8.501820482432299, 35.29868280605744, 78.51801351023586,
      152.12367305436538, 224.25293637545946,
    ],
  ],
];

describe.each(REFERENCE)('quantiles of %o', (law, expected) => {
  it('are exact to 1e-8 before tabulation', () => {
    const exact = exactLaw(law);
    const got = [...LOWER.map((p) => exact.quantile(p, 1 - p)), ...UPPER.map((q) => exact.quantile(1 - q, q))];
    got.forEach((x, i) => {
      expect(Math.abs(x / expected[i]! - 1)).toBeLessThan(1e-8);
    });
  });

  it('are drawn to 1 in 1000, or a ten-thousandth of the mean near zero', () => {
    const sampler = compileLaw(law);
    [...LOWER, ...UPPER.map((q) => 1 - q)].forEach((u, i) => {
      expect(Math.abs(draw(sampler, u) - expected[i]!)).toBeLessThan(Math.max(1e-3 * expected[i]!, 1e-4 * sampler.mean));
    });
  });
});

/** Mean and variance by hand, or from mpmath partial moments (truncated and capped lognormal). */
const MOMENTS: [Law, number, number][] = [
  [{ kind: 'fixed', value: 7 }, 7, 0],
  [{ kind: 'fixed', value: 0 }, 0, 0],
  [{ kind: 'exponential', mean: 24 }, 24, 576],
  [{ kind: 'uniform', low: 2, high: 8 }, 5, 3],
  [{ kind: 'triangular', low: 0, mode: 3, high: 3 }, 2, 0.5],
  [{ kind: 'gamma', shape: 0.05, scale: 20 }, 1, 20],
  [{ kind: 'gamma', shape: 10000, scale: 0.01 }, 100, 1],
  [{ kind: 'weibull', shape: 0.5, scale: 3 }, 6, 180],
  [wide, 44.91262592482959, 8068.575869854696],
  [{ kind: 'lognormal', mu: 3.526361, sigma: 0.67815 }, 42.79001201634403, 1069.1042771930304],
  [{ kind: 'empirical', values: [20, 5, 10], weights: [2, 5, 3] }, 9.5, 32.25],
  [{ kind: 'empirical', values: [0, 10, 20], interpolate: true }, 10, 400 / 12],
  [{ kind: 'coxian2', leave1: 0.08, moveOn: 0.02, leave2: 0.01 }, 30, 3700],
  [{ kind: 'coxian2', leave1: 0, moveOn: 0.1, leave2: 0.1 }, 20, 200],
  [{ kind: 'shifted', by: 5, law: { kind: 'gamma', shape: 2, scale: 10 } }, 25, 200],
  [{ kind: 'shifted', by: -2, law: { kind: 'uniform', low: 2, high: 8 } }, 3, 3],
  [{ kind: 'truncated', limit: 60, law: wide }, 19.08160586471516, 224.15387032170648],
  [{ kind: 'truncated', limit: 3000, law: wide }, 44.74789605920669, 7282.711011296651],
  [{ kind: 'truncated', limit: 10, law: { kind: 'empirical', values: [5, 10, 20] } }, 7.5, 6.25],
  [{ kind: 'capped', limit: 60, law: wide }, 27.02691906609809, 442.6103353250646],
  [{ kind: 'capped', limit: 3000, law: wide }, 44.86519244473347, 7629.048586180089],
  [{ kind: 'capped', limit: 12, law: { kind: 'empirical', values: [5, 10, 20], weights: [0.5, 0.3, 0.2] } }, 7.9, 8.89],
  [{ kind: 'capped', limit: 3, law: { kind: 'fixed', value: 7 } }, 3, 0],
  [
    {
      kind: 'mixture',
      parts: [
        { weight: 3, law: { kind: 'fixed', value: 42 } },
        { weight: 7, law: { kind: 'gamma', shape: 2, scale: 20 } },
      ],
    },
    40.6,
    560.84,
  ],
  [
    {
      kind: 'mixture',
      parts: [
        { weight: 0.25, law: { kind: 'uniform', low: 0, high: 6 } },
        { weight: 0.75, law: { kind: 'uniform', low: 100, high: 106 } },
      ],
    },
    78,
    1878,
  ],
  [
    {
      kind: 'mixture',
      parts: [
        { weight: 1, law: { kind: 'exponential', mean: 1 } },
        { weight: 1, law: { kind: 'capped', limit: 12, law: { kind: 'exponential', mean: 1e6 } } },
      ],
    },
    6.499964000144,
    30.74989199942401,
  ],
];

describe.each(MOMENTS)('%o', (law, mean, variance) => {
  const sampler = compileLaw(law);
  const n = sampler.value.length;
  const rank = (i: number) => sampler.table[3 * i]!;
  const slope = (i: number) => sampler.table[3 * i + 2]!;

  it(`has mean ${mean} and variance ${variance}`, () => {
    expect(Math.abs(sampler.mean - mean)).toBeLessThanOrEqual(1e-9 * mean);
    expect(Math.abs(sampler.variance - variance)).toBeLessThanOrEqual(1e-8 * (variance + mean * mean));
  });

  it('has a table of the same mean (1e-4) and variance (1e-3)', () => {
    const tableMean = sampler.area[n]!;
    let tableVariance = 0;
    for (let i = 0; i < n; i++) {
      const width = rank(i + 1) - rank(i);
      const a = sampler.value[i]! - tableMean;
      const b = a + slope(i) * width;
      tableVariance += (width * (a * a + a * b + b * b)) / 3;
    }
    expect(Math.abs(tableMean - mean)).toBeLessThanOrEqual(1e-4 * mean);
    expect(Math.abs(tableVariance - variance)).toBeLessThanOrEqual(1e-3 * variance);
  });

  it('is drawn in order of rank, within its bounds', () => {
    const ranks = Array.from({ length: n - 1 }, (_, i) => rank(i + 1));
    const near = ranks.flatMap((r) => [r * (1 - 2 ** -52), r, r * (1 + 2 ** -52), r + (1 - r) * 0.37]);
    const tested = [2 ** -53, ...near, 1 - 2 ** -53].filter((u) => u > 0 && u < 1).sort((a, b) => a - b);
    let before = sampler.min;
    let falls = 0;
    for (const u of tested) {
      const x = draw(sampler, u);
      if (!(x >= before)) falls++;
      before = x;
    }
    expect(falls).toBe(0);
    expect(before).toBeLessThanOrEqual(sampler.max);
  });

  it('has a length-biased mean of E[X^2]/E[X], half of which is still to come', () => {
    if (mean === 0) return;
    // Midpoint ranks, refined towards 1 where long stays lie: panels of geometric width in 1 - u.
    let biased = 0;
    for (let tail = 1, k = 0; k < 45; k++, tail *= 0.5) {
      for (let j = 0; j < 500; j++) biased += draw(sampler, lengthBiasedRank(sampler, 1 - tail * (1 - (j + 0.5) / 1000))) * (tail / 1000);
    }
    expect(Math.abs(biased - (variance + mean * mean) / mean)).toBeLessThan((1e-3 * (variance + mean * mean)) / mean);
  });

  it('is undone by its cumulative probability', () => {
    for (let i = 1; i < 200; i++) {
      const x = draw(sampler, i / 200 + 1e-7);
      const upTo = cumulative(sampler, x);
      expect(upTo).toBeGreaterThanOrEqual(i / 200 + 1e-7 - 1e-12);
      expect(draw(sampler, Math.min(upTo - 1e-9, 1 - 1e-9))).toBeLessThanOrEqual(x * (1 + 1e-12));
    }
    expect(cumulative(sampler, sampler.min - 1)).toBe(0);
    expect(cumulative(sampler, Number.POSITIVE_INFINITY)).toBe(1);
  });
});

describe('samplers', () => {
  it('survive cloning to a worker', () => {
    const sampler = compileLaw(wide);
    const clone = structuredClone(sampler);
    expect(clone).toEqual(sampler);
    expect(draw(clone, 0.123)).toBe(draw(sampler, 0.123));
  });

  it('draw nothing but the values of an empirical law, in their shares', () => {
    const values = Array.from({ length: 997 }, (_, i) => 1 + i / 7);
    const sampler = compileLaw({ kind: 'empirical', values });
    const counts = new Map<number, number>();
    for (let i = 0; i < 99700; i++) {
      const x = draw(sampler, (i + 0.5) / 99700);
      counts.set(x, (counts.get(x) ?? 0) + 1);
    }
    expect([...counts.keys()]).toEqual(values);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(2);
  });

  it('draw nothing in the gap of a mixture', () => {
    const sampler = compileLaw({
      kind: 'mixture',
      parts: [
        { weight: 0.3, law: { kind: 'uniform', low: 0, high: 1 } },
        { weight: 0.7, law: { kind: 'triangular', low: 50, mode: 60, high: 90 } },
      ],
    });
    for (let i = 0; i < 100_000; i++) {
      const x = draw(sampler, (i + 0.5) / 100_000);
      expect(x <= 1 || x >= 50).toBe(true);
    }
  });

  it('give the value of a weighted, interpolated law at its middle rank', () => {
    const sampler = compileLaw({ kind: 'empirical', values: [0, 10, 20], weights: [1, 2, 1], interpolate: true });
    // Middles of the weights stand at 1/8, 1/2, 7/8, stretched to 0, 1/2, 1.
    expect(draw(sampler, 0.25)).toBe(5);
    expect(sampler.median).toBe(10);
  });
});

describe('a law out of range is refused by name', () => {
  it.each<[Law, RegExp]>([
    [{ kind: 'fixed', value: -1 }, /fixed value must be 0 or more and finite, not -1/],
    [{ kind: 'exponential', mean: 0 }, /exponential mean must be more than 0/],
    [{ kind: 'uniform', low: 3, high: 2 }, /uniform high must be at least low \(3\), not 2/],
    [{ kind: 'triangular', low: 0, mode: 5, high: 4 }, /triangular mode/],
    [{ kind: 'gamma', shape: Number.NaN, scale: 1 }, /gamma shape/],
    [{ kind: 'weibull', shape: 1, scale: Number.POSITIVE_INFINITY }, /weibull scale/],
    [{ kind: 'lognormal', mu: 1, sigma: 0 }, /lognormal sigma/],
    [{ kind: 'empirical', values: [] }, /empirical values/],
    [{ kind: 'empirical', values: [1, 2], weights: [1] }, /as many as values \(2\), not 1/],
    [{ kind: 'empirical', values: [1, -2] }, /empirical values\[1\]/],
    [{ kind: 'empirical', values: [1], weights: [0] }, /not all be 0/],
    [{ kind: 'mixture', parts: [] }, /total weight/],
    [{ kind: 'mixture', parts: [{ weight: 1, law: { kind: 'exponential', mean: -3 } }] }, /exponential mean/],
    [{ kind: 'coxian2', leave1: 0, moveOn: 0, leave2: 1 }, /coxian2 leave1 \+ moveOn/],
    [{ kind: 'shifted', by: -3, law: { kind: 'uniform', low: 2, high: 8 } }, /below 0/],
    [{ kind: 'truncated', limit: 1, law: { kind: 'uniform', low: 2, high: 8 } }, /truncated limit/],
    [{ kind: 'capped', limit: -1, law: { kind: 'exponential', mean: 3 } }, /capped limit/],
  ])('%o', (law, message) => {
    expect(() => compileLaw(law)).toThrow(RangeError);
    expect(() => compileLaw(law)).toThrow(message);
  });
});
