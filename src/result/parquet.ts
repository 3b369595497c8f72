/** `replications.parquet` and `series.parquet`, for R, Python and DuckDB. */
import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Aggregate } from './aggregate.js';
import { windowIndex } from './summary.js';
import { END, momentId, RUN } from './windows.js';

/** Replications in one row group of `replications.parquet`. */
const GROUP = 50;

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

function text(name: string, data: string[]): ColumnSource {
  return { name, data, type: 'STRING', nullable: false };
}

function integer(name: string, data: Int32Array): ColumnSource {
  return { name, data, type: 'INT32', nullable: false };
}

function double(name: string, data: (number | null)[]): ColumnSource {
  return { name, data, type: 'DOUBLE', nullable: true };
}

function replicationColumns(aggregate: Aggregate, from: number, to: number): ColumnSource[] {
  const { series } = aggregate;
  const values = (window: number) => {
    const columns = series.map((_, s) => aggregate.valuesOf(s, window, from, to));
    return Array.from({ length: to - from }, (_, r) => columns.map((column) => orNull(column[r]!))).flat();
  };
  const repeated = <T>(of: (s: number) => T) => Array.from({ length: (to - from) * series.length }, (_, i) => of(i % series.length));
  return [
    integer(
      'replication',
      Int32Array.from({ length: (to - from) * series.length }, (_, i) => from + 1 + Math.floor(i / series.length)),
    ),
    text(
      'metric',
      repeated((s) => series[s]!.metric.id),
    ),
    text(
      'by',
      repeated((s) => series[s]!.by),
    ),
    text(
      'key',
      repeated((s) => series[s]!.key),
    ),
    double('value', values(windowIndex(aggregate, RUN))),
    double('at_end', values(windowIndex(aggregate, END))),
    ...(aggregate.frame.levelsAt ?? []).map(({ when }) =>
      double(`at_${when.replaceAll(/\W/g, '_')}`, values(windowIndex(aggregate, momentId(when)))),
    ),
  ];
}

/** Takes each piece of a file, in order; the bytes are its own. */
export type Sink = (bytes: Uint8Array) => void;

/** A Parquet file of row groups, handed on as it grows so that none is held. */
class ParquetStream {
  readonly #writer = new ByteWriter();
  readonly #parquet: ParquetWriter;
  readonly #sink: Sink;

  /** @param empty columns without rows */
  constructor(empty: ColumnSource[], sink: Sink) {
    this.#sink = sink;
    this.#parquet = new ParquetWriter({ writer: this.#writer, schema: schemaFromColumnData({ columnData: empty }) });
  }

  /** Adds a row group. */
  write(columnData: ColumnSource[]): void {
    this.#parquet.write({ columnData, rowGroupSize: columnData[0]!.data.length });
    this.#drain();
  }

  /** Writes the footer; nothing may be added after it. */
  finish(): void {
    this.#parquet.finish();
    this.#drain();
  }

  /** The writer's buffer so far; its offset, which the footer points by, goes on counting. */
  #drain(): void {
    if (this.#writer.index === 0) return;
    this.#sink(this.#writer.getBytes().slice());
    this.#writer.index = 0;
  }
}

/** `replications.parquet`: every metric and key of every replication, over the run and (levels) at the end. */
export function replicationsParquet(aggregate: Aggregate, sink: Sink): void {
  const stream = new ParquetStream(replicationColumns(aggregate, 0, 0), sink);
  for (let from = 0; from < aggregate.replications; from += GROUP)
    stream.write(replicationColumns(aggregate, from, Math.min(from + GROUP, aggregate.replications)));
  stream.finish();
}

/** Chosen metrics' weekly series of every replication, one row group a replication. */
export class SeriesParquet {
  readonly #aggregate: Pick<Aggregate, 'series' | 'frame'>;
  readonly #chosen: readonly number[];
  readonly #stream: ParquetStream;

  /** @param metrics ids, or 'all' */
  constructor(aggregate: Pick<Aggregate, 'series' | 'frame'>, metrics: readonly string[] | 'all', sink: Sink) {
    this.#aggregate = aggregate;
    this.#chosen = [...aggregate.series.keys()].filter((s) => metrics === 'all' || metrics.includes(aggregate.series[s]!.metric.id));
    const none = new Float64Array(aggregate.series.length * aggregate.frame.weeks);
    this.#stream = new ParquetStream(this.#columns(0, none), sink);
  }

  /** Adds one replication's weekly values, [series][week], NaN for none. */
  add(replication: number, weekly: Float64Array): void {
    this.#stream.write(this.#columns(replication, weekly));
  }

  /** Writes the footer; nothing may be added after it. */
  finish(): void {
    this.#stream.finish();
  }

  #columns(replication: number, weekly: Float64Array): ColumnSource[] {
    const { series, frame } = this.#aggregate;
    const cells = this.#chosen.flatMap((s) =>
      Array.from({ length: frame.weeks }, (_, w) => ({ row: series[s]!, w, cell: s * frame.weeks + w })),
    );
    return [
      integer(
        'replication',
        Int32Array.from(cells, () => replication),
      ),
      text(
        'metric',
        cells.map((cell) => cell.row.metric.id),
      ),
      text(
        'by',
        cells.map((cell) => cell.row.by),
      ),
      text(
        'key',
        cells.map((cell) => cell.row.key),
      ),
      integer(
        'week',
        Int32Array.from(cells, (cell) => cell.w + 1),
      ),
      double(
        'value',
        cells.map((cell) => orNull(weekly[cell.cell]!)),
      ),
    ];
  }
}
