// Against the server at MARGRID_TARGET.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import net from 'node:net';
import test from 'node:test';
import { promisify } from 'node:util';
import { crc32c } from '../crc32c.js';
import { Corrupted, details, explain, mayRetry } from '../errors.js';
import { blocks, readGrid } from '../grid.js';
import { connect } from '../protos.js';

const target = process.env.MARGRID_TARGET;
const live = { skip: target ? false : 'MARGRID_TARGET: empty (expected: host:port of a running server)', timeout: 60_000 };

const deal = (count, metric = 'provider_ebit_margin', parameter = 'gross_revenue_per_mw') => ({
  scenario: { model_id: 'taas-deal' },
  metrics: [metric],
  axes: [{ zipped: { members: [{ parameter, linear: { start: 10, stop: 40, count } }] } }],
});

async function connected(server, use) {
  const client = connect(server);
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

test('the program prints catalogue, scenario and grid', live, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['main.js', target]);
  for (const expected of ['taas-deal  ', 'margin 0.', '\n  30 0.5667\n', '\n  40 0.6286\n']) {
    assert.ok(stdout.includes(expected), `${expected} is not in\n${stdout}`);
  }
});

test('faults are told by field and reason', live, () => connected(target, async (client) => {
  const failed = await readGrid(client, deal(7, 'provider_ebit_margn', 'gross_revenue')).catch((error) => error);
  assert.deepEqual(details(failed).violations.map(({ field, reason }) => [field, reason]), [
    ['grid.axes[0].zipped.members[0].parameter', 'UNKNOWN_PARAMETER'],
    ['grid.metrics[0]', 'UNKNOWN_METRIC'],
  ]);
  assert.match(explain(failed), /^UNKNOWN_PARAMETER {2}grid\.axes\[0\].*gross_revenue \(expected: /);
  assert.equal(mayRetry(failed), false);
}));

test('another digest is a resume mismatch', live, () => connected(target, async (client) => {
  const request = { grid: deal(7), range: { digest: Buffer.alloc(32) } };
  const failed = await client.streamGrid(request).toArray().catch((error) => error);
  assert.equal(details(failed).reason, 'RESUME_MISMATCH');
  assert.equal(mayRetry(failed), false);
}));

test('a broken stream goes on bit for bit', live, async () => {
  const whole = await connected(target, (client) => readGrid(client, deal(300_001)));
  const proxy = await cutting([300_000, 700_000, 5_000]);
  const broken = await connected(proxy.address, (client) => readGrid(client, deal(300_001)));
  proxy.close();
  assert.ok(proxy.connections() > 3, `${proxy.connections()} connections`);
  const bytes = ({ values }) => Buffer.from(values.provider_ebit_margin.buffer);
  assert.equal(bytes(whole).length, 8 * 300_001);
  assert.ok(bytes(broken).equals(bytes(whole)));
});

test('leaving the loop ends the call', live, () => connected(target, async (client) => {
  for await (const block of blocks(client, deal(1e12))) {
    assert.equal(block.firstCell, 0);
    break;
  }
}));

test('a flipped bit is refused', live, () => connected(target, async (client) => {
  const flipping = {
    async* streamed(request) {
      for await (const message of client.streamGrid(request)) {
        if (message.chunk) message.chunk.columns[0].values[3] ^= 1;
        yield message;
      }
    },
    streamGrid(request) {
      return Object.assign(this.streamed(request), { cancel() {} });
    },
  };
  await assert.rejects(readGrid(flipping, deal(7)), Corrupted);
}));

test('the checksum is CRC-32C', () => {
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
});

/** Forwards to the target. The first connections are cut after so many bytes from the server. */
async function cutting(cuts) {
  let connections = 0;
  const sockets = new Set();
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.split(':').pop()), target.split(':')[0]);
    let left = cuts[connections++] ?? Infinity;
    const end = () => [near, far].forEach((socket) => socket.destroy());
    for (const socket of [near, far]) sockets.add(socket.on('error', end).on('close', end));
    near.pipe(far);
    far.on('data', (data) => {
      near.write(data.subarray(0, left));
      left -= data.length;
      if (left <= 0) end();
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `127.0.0.1:${server.address().port}`,
    connections: () => connections,
    close() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
