/** Figures that do not fit into memory, in a nameless file that the system takes back when the program ends. */
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spill } from '../result/figure-table.js';

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'caresim-'));
  const file = openSync(join(folder, 'figures'), 'w+');
  // Where an open file cannot be removed it stays until the program's end.
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    remove();
  } catch {
    process.once('exit', remove);
  }
  return file;
}

/** A spill on disk; nothing is opened until something is appended. */
export function diskSpill(): Spill {
  let file = -1;
  let length = 0;
  return {
    append: (bytes) => {
      if (file < 0) file = openNameless();
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, length + done);
      length += bytes.length;
    },
    read: (at, into) => {
      for (let done = 0; done < into.length; ) {
        const read = readSync(file, into, done, into.length - done, at + done);
        if (read === 0) throw new Error('the file of figures is shorter than it was');
        done += read;
      }
    },
  };
}
