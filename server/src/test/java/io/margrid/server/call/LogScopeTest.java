package io.margrid.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.margrid.server.error.ErrorStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogScopeTest {
  private static @Nullable String id() {
    return MDC.get(ErrorStatus.REQUEST_ID);
  }

  @Test
  void theIdIsThereWhileTheTaskRuns() {
    List<@Nullable String> seen = new ArrayList<>();
    new LogScope("a", null).run(() -> seen.add(id()));
    assertThat(seen).containsExactly("a");
    assertThat(id()).isNull();
  }

  @Test
  void aScopeWithinAScopeGivesBackTheOuterId() {
    List<@Nullable String> seen = new ArrayList<>();
    new LogScope("outer", null).run(() -> {
      new LogScope("inner", null).run(() -> seen.add(id()));
      seen.add(id());
    });
    assertThat(seen).containsExactly("inner", "outer");
  }

  @Test
  void aTaskThatThrowsLeavesNoId() {
    assertThatIllegalStateException().isThrownBy(() -> new LogScope("a", null).run(() -> {
      throw new IllegalStateException();
    }));
    assertThat(id()).isNull();
  }

  @Test
  void tasksHandedToAnExecutorKeepTheIdOfTheirCall() {
    List<@Nullable String> seen = new ArrayList<>();
    List<Runnable> later = new ArrayList<>();
    new LogScope("a", null).run(() -> {
      Executor executor = LogScope.carriedBy(later::add);
      executor.execute(() -> seen.add(id()));
    });
    later.forEach(Runnable::run);
    assertThat(seen).containsExactly("a");
  }

  @Test
  void theIdOfATraceGoesWhereTheRequestsGoes() {
    List<@Nullable String> seen = new ArrayList<>();
    List<Runnable> later = new ArrayList<>();
    new LogScope("a", "t").run(() -> {
      seen.add(MDC.get(LogScope.TRACE_ID));
      LogScope.carriedBy(later::add).execute(() -> seen.add(id() + MDC.get(LogScope.TRACE_ID)));
    });
    later.forEach(Runnable::run);
    assertThat(seen).containsExactly("t", "at");
    assertThat(MDC.get(LogScope.TRACE_ID)).isNull();
  }
}
