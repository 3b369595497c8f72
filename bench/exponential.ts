/* Exponential draws for benchmarks: cheap, so that what is measured is not the draw, and by the same method as in mmc.cpp. */

/** Layers of the ziggurat: x[i] is the right edge, y[i] the height there. */
const x = new Float64Array(257);
const y = new Float64Array(257);
{
  const tail = 7.69711747013105;
  const area = 0.003949659822581557;
  x[0] = area / Math.exp(-tail);
  x[1] = tail;
  for (let i = 2; i < 256; i++) x[i] = -Math.log(area / x[i - 1] + Math.exp(-x[i - 1]));
  for (let i = 0; i < 257; i++) y[i] = Math.exp(-x[i]);
}

/** Source of Exp(1) by a 256-layer ziggurat (Marsaglia and Tsang 2000, J. Stat. Softw. 5(8)) over sfc32, as in the C++ limit. */
export class ExponentialSource {
  private a: number;
  private b = 0x9e3779b9 | 0;
  private c = 0x243f6a88;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    for (let i = 0; i < 15; i++) this.bits();
  }

  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  private uniform(): number {
    return ((this.bits() >>> 0) + 0.5) * 2 ** -32;
  }

  draw(): number {
    for (;;) {
      const bits = this.bits();
      const layer = bits & 255;
      const value = ((bits >>> 8) + 0.5) * 2 ** -24 * x[layer];
      if (value < x[layer + 1]) return value;
      if (layer === 0) return x[1] - Math.log(this.uniform());
      if (y[layer] + this.uniform() * (y[layer + 1] - y[layer]) < Math.exp(-value)) return value;
    }
  }
}
