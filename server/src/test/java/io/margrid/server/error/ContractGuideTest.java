package io.margrid.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.margrid.core.fault.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContractGuideTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([A-Z_]+) \\|");

  @Test
  void everyReasonThatTheServerSendsIsInTheGuideWithItsCode() throws IOException {
    Map<String, String> sent = new TreeMap<>(Map.of("INTERNAL", Code.INTERNAL.name()));
    for (Reason reason : Reason.values()) {
      sent.put(reason.name(), reason.kind().name());
    }
    for (Refusal refusal : Refusal.values()) {
      sent.put(refusal.name(), refusal.code().name());
    }
    Map<String, String> told = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "contract.md")));
    while (row.find()) {
      assertThat(told.put(row.group(1), row.group(2))).as(row.group(1)).isNull();
    }
    assertThat(told).isEqualTo(sent);
  }
}
