package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for metrics that there are, and the guide says what to do. */
class AlertsTest {
  private static final Path RULES = Path.of("../docker/prometheus/alerts.yml");
  private static final Path DASHBOARD = Path.of("../docker/grafana/dashboards/margrid.json");
  private static final Path GUIDE = Path.of("../docs/operations.md");
  private static final int LEAST = 15;
  private static final Pattern ROW = Pattern
      .compile("(?m)^\\| `((?:margrid|grpc|jvm|process|system)_\\w+)` \\|");
  private static final Pattern METRIC = Pattern.compile("\\b(?:margrid|grpc|jvm|process|system)_\\w+");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
  /** One alert: from its name to the next one's. */
  private static final Pattern RULE = Pattern
      .compile("(?ms)^      - alert: (\\w+)$.*?(?=^      - alert:|^  - name:|\\z)");

  private static Set<String> all(Pattern pattern, int group, String text) {
    return pattern.matcher(text).results().map(found -> found.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> inTable() throws IOException {
    Set<String> names = all(ROW, 1, Files.readString(GUIDE));
    assertThat(names).hasSizeGreaterThan(30);
    return names;
  }

  /** As the table lists it. */
  private static String family(String series) {
    return series.replaceAll("_(bucket|count|sum)$", "");
  }

  private static void assertKnown(Set<String> series) throws IOException {
    Set<String> known = inTable();
    assertThat(series).isNotEmpty()
        .allSatisfy(
            name -> assertThat(known.contains(name) || known.contains(family(name))).as(name).isTrue());
  }

  @Test
  void alertsAskForMetricsOfTheTable() throws IOException {
    assertKnown(all(METRIC, 0, Files.readString(RULES)));
  }

  @Test
  void everyAlertHasASeverityATimeASummaryAndItsRunbook() throws IOException {
    List<MatchResult> rules = RULE.matcher(Files.readString(RULES)).results().toList();
    assertThat(rules).hasSizeGreaterThanOrEqualTo(LEAST);
    for (MatchResult rule : rules) {
      String name = rule.group(1);
      assertThat(rule.group()).as(name).containsPattern("\n +for: \\d+m\n")
          .containsPattern("\n +severity: (critical|warning|info)\n").containsPattern("\n +summary: \"\\S+")
          .contains("runbook: docs/operations.md#" + name.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void theGuideHasARunbookForEveryAlertAndNoOther() throws IOException {
    Set<String> alerts = all(ALERT, 1, Files.readString(RULES));
    assertThat(all(Pattern.compile("(?m)^### (Margrid\\w+)\n\n\\S"), 1, Files.readString(GUIDE)))
        .isEqualTo(alerts);
  }

  @Test
  void everyRunbookBeginsWithTheSeverityAndTheTimeOfItsAlert() throws IOException {
    String guide = Files.readString(GUIDE);
    for (MatchResult rule : RULE.matcher(Files.readString(RULES)).results().toList()) {
      String severity = only("severity: (\\w+)", rule.group());
      assertThat(guide).as(rule.group(1)).containsPattern("\n### " + rule.group(1) + "\n\n\\*(?i:" + severity
          + "), after " + only("for: (\\d+)m", rule.group()) + " min\\*: \\S");
    }
  }

  @Test
  void everyReasonOfTheErrorRatioHasItsLine() throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf("### MargridErrorRatio");
    String runbook = guide.substring(begin, guide.indexOf("### ", begin + 1));
    String reasons = only("reason=~\"([A-Z_|]+)\"",
        Files.readString(RULES).split("alert: MargridErrorRatio", 2)[1]);
    assertThat(all(Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|"), 1, runbook))
        .containsExactlyInAnyOrder(reasons.split("\\|", -1));
  }

  private static String only(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  @Test
  void theDashboardAsksForMetricsOfTheTable() throws Exception {
    Set<String> series = new TreeSet<>();
    for (String expression : expressions()) {
      series.addAll(all(METRIC, 0, expression));
    }
    assertKnown(series);
  }

  private static List<String> expressions() throws Exception {
    Map<String, Object> dashboard = JSONObjectUtils.parse(Files.readString(DASHBOARD));
    List<String> expressions = new ArrayList<>();
    for (Map<String, Object> panel : JSONObjectUtils.getJSONObjectArray(dashboard, "panels")) {
      if (!"row".equals(panel.get("type"))) {
        Map<String, Object>[] targets = JSONObjectUtils.getJSONObjectArray(panel, "targets");
        assertThat(targets).as("what it shows: " + panel.get("title")).isNotEmpty();
        for (Map<String, Object> target : targets) {
          expressions.add(String.valueOf(target.get("expr")));
        }
      }
    }
    assertThat(expressions).hasSizeGreaterThan(20);
    return expressions;
  }
}
