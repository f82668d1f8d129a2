import { status } from '@grpc/grpc-js';
import { decode } from './protos.js';

/** What the server says of a failed call: `{ reason, violations, retryAfter }`. */
export function details(error) {
  const found = { reason: '', violations: [], retryAfter: undefined };
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  for (const { type_url: url, value } of bytes ? decode.Status(bytes).details : []) {
    switch (url.split('/').pop()) {
      case 'google.rpc.ErrorInfo':
        found.reason = decode.ErrorInfo(value).reason;
        break;
      case 'google.rpc.BadRequest':
        found.violations = decode.BadRequest(value).field_violations;
        break;
      case 'google.rpc.RetryInfo': {
        const { seconds, nanos } = decode.RetryInfo(value).retry_delay;
        found.retryAfter = seconds * 1000 + nanos / 1e6;
        break;
      }
    }
  }
  return found;
}

/** A line for each fault of the request. */
export function explain(error) {
  const { violations } = details(error);
  return violations.length
    ? violations.map(({ reason, description }) => `${reason}  ${description}`).join('\n')
    : error.details || error.message;
}

/** A stream that ended well, but without its summary. */
export class Incomplete extends Error {}

/** What arrived breaks the contract. */
export class Corrupted extends Error {}

/** Whether the same question may be asked again: a lost connection, a reset stream, or an invitation. */
export function mayRetry(error) {
  if (error instanceof Incomplete) return true;
  const { reason, retryAfter } = details(error);
  if (error.code === status.UNAVAILABLE || retryAfter !== undefined || ['READER_STALLED', 'CALL_TOO_LONG'].includes(reason)) {
    return true;
  }
  return reason === '' && [status.INTERNAL, status.CANCELLED, status.UNKNOWN].includes(error.code)
    && /RST_STREAM/.test(error.details);
}
