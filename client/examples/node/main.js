// Margrid from Node: the catalogue, one scenario, a grid as typed arrays.
//
//   npm install && node main.js localhost:8980
import { connect } from './protos.js';
import { explain } from './errors.js';
import { points, readGrid } from './grid.js';

const scenario = { model_id: 'taas-deal' };
const metrics = ['provider_ebit_margin'];
const members = [{ parameter: 'gross_revenue_per_mw', linear: { start: 10, stop: 40, count: 7 } }];

const client = connect(process.argv[2] ?? 'localhost:8980');
try {
  const { models } = await client.listModels({});
  for (const { id, title } of models) console.log(id.padEnd(24), title);

  const answer = await client.evaluate({ scenario, metrics });
  console.log(`\nmargin ${answer.metrics[0].values[0].toFixed(4)}\n`);

  const { header, values } = await readGrid(client, { scenario, metrics, axes: [{ zipped: { members } }] });
  const revenues = points(header.axes[0]);
  values.provider_ebit_margin.forEach((margin, cell) => {
    console.log(String(revenues[cell]).padStart(4), margin.toFixed(4));
  });
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  client.close();
}
