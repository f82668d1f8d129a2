import { setTimeout as sleep } from 'node:timers/promises';
import { crc32c } from './crc32c.js';
import { Corrupted, Incomplete, details, mayRetry } from './errors.js';

const ATTEMPTS = 6; // without progress
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5000;

/**
 * Blocks of a grid in cell order: `{ header, firstCell, values }`, with a Float64Array for each metric. Every block is
 * verified; after a break the stream goes on at the next cell. Only what is read is computed: leaving the loop ends the call.
 */
export async function* blocks(client, grid) {
  let header;
  let next = 0;
  for (let failures = 1; ; failures++) {
    const range = header && { first_cell: next, digest: header.digest };
    const call = client.streamGrid({ grid, range });
    const first = next;
    let complete = false;
    try {
      for await (const { message, [message]: part } of call) {
        if (message === 'header') {
          header = checkedHeader(part, header, next);
        } else if (message === 'chunk') {
          const block = checkedBlock(part, header, next);
          next += part.cell_count;
          failures = 0;
          yield block;
        } else if (message === 'summary') {
          expect('summary', part.cell_count, next - first);
          expect('cells', next, header.cell_count);
          complete = true;
        } else {
          throw new Corrupted(`message: ${message} (expected: header, chunk or summary)`);
        }
      }
      if (complete) return;
      throw new Incomplete('stream: ended without its summary (expected: header, chunks, summary)');
    } catch (error) {
      if (complete) return;
      if (!mayRetry(error) || failures >= ATTEMPTS) throw error;
      const doubled = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(failures - 1, 0));
      await sleep(Math.max(doubled * (0.5 + Math.random() / 2), details(error).retryAfter ?? 0));
    } finally {
      call.cancel();
    }
  }
}

/** A whole grid: `{ header, values }`, with a Float64Array for each metric, row-major, the last axis fastest. */
export async function readGrid(client, grid) {
  let header;
  let values;
  for await (const block of blocks(client, grid)) {
    header ??= block.header;
    values ??= Object.fromEntries(header.metrics.map(({ name }) => [name, new Float64Array(header.cell_count)]));
    for (const [name, column] of Object.entries(block.values)) values[name].set(column, block.firstCell);
  }
  return { header, values };
}

/** Points of an axis that moves parameters: those of its first one. */
export function points({ members: [member] }) {
  if (member.definition !== 'linear') return Float64Array.from(member.values);
  const { start, stop, count } = member.linear;
  const step = (stop - start) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? stop : start + i * step));
}

function checkedHeader(found, known, next) {
  expect('layout', found.layout, 'LAYOUT_DENSE');
  expect('first cell', found.first_cell, next);
  if (known) expect('digest', found.digest.toString('hex'), known.digest.toString('hex'));
  return known ?? found;
}

function checkedBlock(chunk, header, next) {
  expect('first cell', chunk.first_cell, next);
  expect('columns', chunk.columns.length, header.metrics.length);
  const columns = chunk.columns.map(({ crc32c: checksum, values }, i) => {
    const { name } = header.metrics[i];
    expect(`bytes of ${name}`, values.length, 8 * chunk.cell_count);
    expect(`checksum of ${name}`, crc32c(values), checksum);
    return [name, doubles(values)];
  });
  return { header, firstCell: next, values: Object.fromEntries(columns) };
}

/** Little-endian bytes as doubles. A typed array must begin at a multiple of eight, so they are copied once. */
function doubles(bytes) {
  return new Float64Array(Uint8Array.prototype.slice.call(bytes).buffer);
}

function expect(name, found, expected) {
  if (found !== expected) throw new Corrupted(`${name}: ${found} (expected: ${expected})`);
}
