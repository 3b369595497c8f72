/** Records of replications in a file, one block a replication: how shards keep what they simulated, and runs what is finished. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ReplicationRecord } from '../model/record.js';

const LENGTH_BYTES = 4;
/** How blocks are written. */
export interface Codec {
  pack(bytes: Uint8Array): Uint8Array;
  unpack(bytes: Uint8Array): Uint8Array;
}

/** For a file that goes elsewhere: a quarter of the size. */
export const COMPRESSED: Codec = { pack: (bytes) => brotliCompressSync(bytes, FASTEST), unpack: (bytes) => brotliDecompressSync(bytes) };
/** For a file that is removed when the run ends: a quarter of the time. */
export const PLAIN: Codec = { pack: (bytes) => bytes, unpack: (bytes) => bytes };

/** Half the size in less time than the disk would take for the rest. */
const FASTEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** The records of one replication, one a scenario, as bytes that can stand one after another in a file. */
export function recordBlock(records: readonly ReplicationRecord[], codec: Codec = COMPRESSED): Uint8Array {
  const block = codec.pack(serialize(records));
  const whole = new Uint8Array(LENGTH_BYTES + block.length);
  new DataView(whole.buffer).setUint32(0, block.length, true);
  whole.set(block, LENGTH_BYTES);
  return whole;
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
        records = deserialize(codec.unpack(read(head.readUInt32LE(0)))) as readonly ReplicationRecord[];
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
