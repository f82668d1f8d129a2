package io.margrid.client;

import io.grpc.CallOptions;
import io.margrid.v1.StreamGridRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How calls are made. */
record CallSettings(Duration unaryDeadline, Optional<Duration> streamDeadline, int credit,
    Optional<Integer> maxChunkBytes, long maxRowBytes, ResumePolicy resume, int tiles,
    Optional<BearerToken> token) {

  /** Fresh for every call: the deadline counts from now. */
  CallOptions unaryOptions() {
    return within(unaryDeadline, callOptions());
  }

  CallOptions streamOptions() {
    return streamDeadline.map(duration -> within(duration, callOptions())).orElse(callOptions());
  }

  /** What the request asks for comes first, then what the client was built with, then the server's choice. */
  StreamGridRequest sized(StreamGridRequest request) {
    return request.hasMaxChunkBytes() || maxChunkBytes.isEmpty()
        ? request
        : request.toBuilder().setMaxChunkBytes(maxChunkBytes.get()).build();
  }

  private CallOptions callOptions() {
    return token.map(CallOptions.DEFAULT::withCallCredentials).orElse(CallOptions.DEFAULT);
  }

  private static CallOptions within(Duration duration, CallOptions options) {
    return options.withDeadlineAfter(duration.toNanos(), TimeUnit.NANOSECONDS);
  }
}
