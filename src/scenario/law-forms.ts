/** The forms in which distributions are written, for people: parameters in the unit of the setting unless it says otherwise. */
import type { LAW_MODIFIERS, LAW_NAMES } from './laws.js';

interface LawForm {
  readonly form: string;
  readonly meaning: string;
}

export const LAW_FORMS: Readonly<Record<(typeof LAW_NAMES)[number] | (typeof LAW_MODIFIERS)[number], LawForm>> = {
  fixed: { form: '14 days, or {fixed: 14 days}', meaning: 'always the same' },
  exponential: { form: '{exponential: {mean: 14 days}}', meaning: 'one mean, or a median' },
  gamma: { form: '{gamma: {mean: 9, shape: 1.5}}', meaning: 'a mean with a shape, cv or sd; or a shape and a scale' },
  erlang: { form: '{erlang: {mean: 14 days, phases: 3}}', meaning: 'a gamma of a whole number of exponential phases' },
  lognormal: {
    form: '{lognormal: {median: 10 days, mean: 14 days}}',
    meaning: 'two of mean, median and sigma; a mean with a cv or sd; or mu (log of the median in days) and sigma',
  },
  weibull: { form: '{weibull: {mean: 14 days, shape: 0.8}}', meaning: 'a mean with a shape, cv or sd; or a shape and a scale' },
  triangular: { form: '{triangular: {low: 2 days, mode: 5 days, high: 20 days}}', meaning: 'least, most frequent, most' },
  uniform: { form: '{uniform: {low: 0 days, high: 28 days}}', meaning: 'each value between two as likely' },
  empirical: {
    form: '{empirical: [2 days, 5 days, 9 days]}',
    meaning: 'values as found, or {values, weights, interpolate}; interpolate: true fills in between',
  },
  mixture: {
    form: '{mixture: [{weight: 0.7, law: 5 days}, {weight: 0.3, law: {exponential: {mean: 60 days}}}]}',
    meaning: 'a part drawn by its weight, then a value of its distribution',
  },
  coxian2: {
    form: '{coxian2: {mean1: 10 days, moveOn: 30%, mean2: 90 days}}',
    meaning: 'a first exponential phase of mean1; then the share moveOn goes through a second of mean2, the others end',
  },
  plus: { form: '{exponential: {mean: 2 days}, plus: 0.25 days}', meaning: 'added to every value' },
  truncatedAt: { form: '{lognormal: {median: 10 days, sigma: 1}, truncatedAt: 1 year}', meaning: 'values above it are drawn again' },
  cappedAt: { form: '{exponential: {mean: 14 days}, cappedAt: 60 days}', meaning: 'values above it become it' },
};

/** Lines of a list of the forms. */
export const lawFormRows = (): readonly (readonly [name: string, form: string, meaning: string])[] =>
  Object.entries(LAW_FORMS).map(([name, { form, meaning }]) => [name, form, meaning]);
