/** Records of replications in a file, one block a replication: how shards keep what they simulated, and runs what is finished. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ReplicationRecord } from '../model/record.js';

const LENGTH_BYTES = 4;
/** How blocks are written. */
export interface Codec {
  pack(parts: readonly Uint8Array[]): readonly Uint8Array[];
  unpack(bytes: Uint8Array): Uint8Array;
}

/** For a file that goes elsewhere: a quarter of the size. */
export const COMPRESSED: Codec = {
  pack: (parts) => [brotliCompressSync(Buffer.concat(parts), FASTEST)],
  unpack: (bytes) => brotliDecompressSync(bytes),
};
/** For a file that is removed when the run ends: a quarter of the time. */
export const PLAIN: Codec = { pack: (parts) => parts, unpack: (bytes) => bytes };

/** Half the size in less time than the disk would take for the rest. */
const FASTEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/**
 * The records of one replication, one a scenario, as parts that stand one after another in a file: a length, and what has it. Plain
 * parts are views of the records themselves, so that nothing is copied.
 */
export function recordBlock(records: readonly ReplicationRecord[], codec: Codec = COMPRESSED): readonly Uint8Array[] {
  const block = codec.pack(partsOf(records));
  return [lengthBytes(block.reduce((sum, part) => sum + part.length, 0)), ...block];
}

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, length, true);
  return bytes;
}

const TYPES = { Float64Array, Int32Array } as const;
/** A number of a record by name, or the type and length of an array. */
type Field = readonly [name: string, value: number] | readonly [name: string, type: keyof typeof TYPES, length: number];

/** The length of a list of each record's fields, the list as JSON, then their arrays in its order. */
function partsOf(records: readonly ReplicationRecord[]): Uint8Array[] {
  const arrays: Uint8Array[] = [];
  const fields = records.map((record) =>
    Object.entries(record).map(([name, value]: [string, number | Float64Array | Int32Array]): Field => {
      if (typeof value === 'number') return [name, value];
      arrays.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      return [name, value instanceof Float64Array ? 'Float64Array' : 'Int32Array', value.length];
    }),
  );
  const list = new TextEncoder().encode(JSON.stringify(fields));
  return [lengthBytes(list.length), list, ...arrays];
}

function recordsOf(block: Uint8Array): readonly ReplicationRecord[] {
  let at = LENGTH_BYTES + new DataView(block.buffer, block.byteOffset).getUint32(0, true);
  const fields = JSON.parse(new TextDecoder().decode(block.subarray(LENGTH_BYTES, at))) as readonly (readonly Field[])[];
  const next = (type: keyof typeof TYPES, length: number): Float64Array | Int32Array => {
    const from = at;
    at += length * TYPES[type].BYTES_PER_ELEMENT;
    // a copy, since an array begins at a multiple of its numbers' size
    return new TYPES[type](new Uint8Array(block.subarray(from, at)).buffer);
  };
  const read = ([name, value, length]: Field) => [name, typeof value === 'number' ? value : next(value, length!)];
  return fields.map((record) => Object.fromEntries(record.map(read)) as unknown as ReplicationRecord);
}

/** A file of records is not as it was written. */
export class RecordsError extends Error {
  override readonly name = 'FolderError';
}

/**
 * Records of a file, replication by replication, one at a time in memory.
 * @param sha256 what the file was when it was written
 * @throws RecordsError at the end when it has changed, or where it cannot be read
 */
export function* recordsIn(path: string, sha256: string, codec: Codec = COMPRESSED): Generator<readonly ReplicationRecord[]> {
  const changed = () => new RecordsError(`${path} is not as it was written: copy it again, or run it again`);
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const read = (length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const got = readSync(file, bytes, done, length - done, null);
      if (got === 0 && done === 0) return Buffer.alloc(0);
      if (got === 0) throw changed();
      done += got;
    }
    hash.update(bytes);
    return bytes;
  };
  try {
    for (let head = read(LENGTH_BYTES); head.length > 0; head = read(LENGTH_BYTES)) {
      let records: readonly ReplicationRecord[];
      try {
        records = recordsOf(codec.unpack(read(head.readUInt32LE(0))));
      } catch {
        throw changed();
      }
      yield records;
    }
    if (hash.digest('hex') !== sha256) throw changed();
  } finally {
    closeSync(file);
  }
}
