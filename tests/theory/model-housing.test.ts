/** Cases with known answers that wait for housing with care. */
import { describe, it } from 'vitest';

describe('voids', () => {
  // N flats, occupied for a mean T, void for a mean V, endless applicants: voids are binomial (N, V/(T + V)).
  it.todo('254 flats, void share 0.062992: mean 16, standard deviation 3.872');
});
