// The contract, loaded from its protos: nothing is generated.
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Cells are numbers up to 2^53, so int64 fits a JavaScript number.
const contract = loader.loadSync(
  ['sweep_service', 'catalog_service', 'grid_bytes'].map((file) => `margrid/v1/${file}.proto`),
  { includeDirs: [here('../../../proto')], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true },
);
const rpc = loader.loadSync('rpc/details.proto', { includeDirs: [here('.')], keepCase: true, longs: Number, defaults: true });

const { margrid } = grpc.loadPackageDefinition(contract);

/** Decodes a message of google.rpc: `decode.ErrorInfo(bytes)`. */
export const decode = Object.fromEntries(
  ['Status', 'ErrorInfo', 'BadRequest', 'RetryInfo'].map((name) => [name, rpc[`google.rpc.${name}`].deserialize]),
);

const sweep = contract['margrid.v1.SweepService'];
const Sweep = grpc.makeGenericClientConstructor({
  ...sweep,
  // The answers of StreamGrid as their twins: the same bytes, with the doubles left as they are.
  StreamGrid: { ...sweep.StreamGrid, responseDeserialize: contract['margrid.v1.StreamGridResponseBytes'].deserialize },
}, 'SweepService');

/** Connects at the first question. */
export function connect(server, credentials = grpc.credentials.createInsecure()) {
  // A lost connection is tried again soon.
  const options = { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 5000 };
  const catalog = new margrid.v1.CatalogService(server, credentials, options);
  const sweeps = new Sweep(server, credentials, options);
  return {
    listModels: unary(catalog, 'ListModels'),
    evaluate: unary(sweeps, 'Evaluate'),
    streamGrid: (request) => sweeps.StreamGrid(request),
    close: () => [catalog, sweeps].forEach((client) => client.close()),
  };
}

const unary = (client, method) => (request) => new Promise((resolve, reject) => {
  client[method](request, (error, answer) => (error ? reject(error) : resolve(answer)));
});
