package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.server.config.SettingValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What stands in docker/ fits the server that it runs: settings, ports, times, files. */
class ContainerFilesTest {
  private static final Path DOCKER = Path.of("../docker");
  /** What closing takes after the last time that is a setting, in seconds. */
  private static final long CLOSING = 14;
  /** Read by the launcher or the command line, not by the server. */
  private static final Set<String> OTHER_VARIABLES = Set.of("MARGRID_SKIP_BUILD", "MARGRID_JAVA_OPTIONS",
      "MARGRID_SERVER_JAVA_OPTIONS", "MARGRID_SERVER", "MARGRID_DEBIAN", "MARGRID_KEEP");

  private static String text(String file) throws IOException {
    return Files.readString(DOCKER.resolve(file));
  }

  /** The value at the end of a path of keys and list indices, which must be there. */
  private static Object at(Object node, Object... path) {
    Object found = node;
    for (Object step : path) {
      Object next = step instanceof Integer index
          ? ((List<?>) found).get(index)
          : ((Map<?, ?>) found).get(step);
      assertThat(next).as("%s of %s", step, Arrays.toString(path)).isNotNull();
      found = Objects.requireNonNull(next);
    }
    return found;
  }

  private static Object compose() throws IOException {
    return new Yaml().load(text("compose.yaml"));
  }

  /** Of the one object of that kind. */
  private static Object kubernetes(String kind) throws IOException {
    List<Object> found = StreamSupport
        .stream(new Yaml().loadAll(text("kubernetes.yaml")).spliterator(), false)
        .filter(object -> at(object, "kind").equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  private static Object pod() throws IOException {
    return at(kubernetes("Deployment"), "spec", "template", "spec");
  }

  private static Object container() throws IOException {
    return at(pod(), "containers", 0);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  /** What the server makes of variables: fails if a value is not as its setting wants it. */
  private static ServerConfig config(Map<String, String> environment) {
    assertThat(environment.keySet()).isSubsetOf(variables());
    return ServerConfig.of(SettingValues.of(Map.of(), environment));
  }

  private static Set<String> variables() {
    return Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
  }

  private static Map<String, String> kubernetesEnvironment() throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Object variable : (List<?>) at(container(), "env")) {
      environment.put((String) at(variable, "name"), (String) at(variable, "value"));
    }
    environment.keySet().removeAll(OTHER_VARIABLES);
    return environment;
  }

  private static Map<String, String> composeEnvironment() throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    ((Map<?, ?>) at(compose(), "services", "margrid", "environment"))
        .forEach((name, value) -> environment.put((String) name, (String) value));
    return environment;
  }

  private static long stopTime(ServerConfig config) {
    return config.stop().drain().plus(config.stop().farewell()).toSeconds() + CLOSING;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "compose.yaml", "kubernetes.yaml", "README.md", "verify.sh"})
  void everyVariableThatIsNamedIsKnown(String file) throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher name = Pattern.compile("MARGRID_[A-Z_]*[A-Z]").matcher(text(file));
    while (name.find()) {
      named.add(name.group());
    }
    named.removeAll(OTHER_VARIABLES);
    assertThat(variables()).containsAll(named);
  }

  @Test
  void theImageListensForOthersOnTheUsualPort() throws IOException {
    ServerConfig config = config(Map.of("MARGRID_HOST", "0.0.0.0"));
    assertThat(text("Dockerfile")).contains("MARGRID_HOST=0.0.0.0",
        "EXPOSE " + config.port() + " " + config.admin().port().getAsInt() + "\n",
        "ENTRYPOINT [\"margrid\"]", "STOPSIGNAL SIGTERM", "CMD [\"margrid\", \"health\"]");
  }

  @Test
  void theRuntimeUserIsANumberEverywhere() throws IOException {
    assertThat(text("Dockerfile")).contains("USER 65532:65532");
    assertThat(at(pod(), "securityContext", "runAsUser")).isEqualTo(65_532);
    assertThat(at(pod(), "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(text("verify.sh")).contains("user=65532");
  }

  @Test
  void composeGivesTheServerTimeToStop() throws IOException {
    String grace = (String) at(compose(), "services", "margrid", "stop_grace_period");
    assertThat(grace).matches("\\d+s");
    assertThat(Long.parseLong(grace.replace("s", ""))).isGreaterThan(stopTime(config(composeEnvironment())));
  }

  @Test
  void composeMountsWhatIsThere() throws IOException {
    Map<?, ?> services = (Map<?, ?>) at(compose(), "services");
    List<String> mounted = services.values().stream()
        .flatMap(service -> ((Map<?, ?>) service).get("volumes") instanceof List<?> volumes ? volumes.stream()
            : Stream.empty())
        .map(volume -> ((String) volume).split(":", -1)[0]).toList();
    assertThat(mounted).hasSizeGreaterThan(4)
        .filteredOn(path -> path.startsWith("."))
        .allSatisfy(path -> assertThat(DOCKER.resolve(path)).isDirectory());
    Map<?, ?> volumes = (Map<?, ?>) at(compose(), "volumes");
    assertThat(mounted).filteredOn(path -> !path.startsWith(".")).isNotEmpty().allMatch(volumes::containsKey);
  }

  @Test
  void everyFileNamesTheImageThatTheBuildMakes() throws IOException {
    Matcher built = Pattern.compile("docker build -f docker/Dockerfile -t (\\S+) \\.\n")
        .matcher(text("README.md"));
    assertThat(built.find()).isTrue();
    assertThat(text("Dockerfile")).contains(built.group().strip());
    assertThat(at(compose(), "services", "margrid", "image")).isEqualTo(built.group(1));
    assertThat(at(container(), "image")).isEqualTo(built.group(1));
    assertThat(at(container(), "imagePullPolicy")).as("the tag is latest").isEqualTo("IfNotPresent");
  }

  @Test
  void dumpsOfTheHeapHaveAPlaceThatCanBeWrittenTo() throws IOException {
    assertThat(at(container(), "volumeMounts", 0, "mountPath")).isEqualTo("/tmp");
    assertThat(at(pod(), "volumes", 0, "name")).isEqualTo(at(container(), "volumeMounts", 0, "name"));
    assertThat(at(pod(), "volumes", 0, "emptyDir", "sizeLimit")).isEqualTo("1Gi");
    assertThat(text("kubernetes.yaml")).contains("-XX:HeapDumpPath=/tmp");
    assertThat(at(compose(), "services", "margrid", "volumes")).isEqualTo(List.of("scratch:/tmp"));
  }

  @Test
  void prometheusFindsThePodsByTheirLabelAndTheirPort() throws IOException {
    Object scrape = at(new Yaml().load(text("prometheus/kubernetes.yml")), "scrape_configs", 0);
    assertThat(at(scrape, "job_name")).isEqualTo("margrid");
    Map<?, ?> labels = (Map<?, ?>) at(kubernetes("Deployment"), "spec", "template", "metadata", "labels");
    String selector = (String) at(scrape, "kubernetes_sd_configs", 0, "selectors", 0, "label");
    assertThat(labels).hasToString("{" + selector + "}");
    assertThat(at(scrape, "relabel_configs", 0, "regex")).isEqualTo(at(container(), "ports", 1, "name"));
    assertThat(at(container(), "ports", 1, "containerPort"))
        .isEqualTo(config(kubernetesEnvironment()).admin().port().getAsInt());
  }

  @Test
  void kubernetesGivesTheServerTimeToStop() throws IOException {
    long pause = number(at(container(), "lifecycle", "preStop", "sleep", "seconds"));
    assertThat(number(at(pod(), "terminationGracePeriodSeconds")))
        .isGreaterThan(pause + stopTime(config(kubernetesEnvironment())));
  }

  @Test
  void kubernetesAsksTheServersOwnPort() throws IOException {
    int port = config(kubernetesEnvironment()).port();
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(at(container(), probe, "grpc", "port")).as(probe).isEqualTo(port);
    }
    assertThat(at(container(), "ports", 0, "containerPort")).isEqualTo(port);
    assertThat(at(kubernetes("Service"), "spec", "ports", 0, "port")).isEqualTo(port);
  }

  @Test
  void theServiceIsHeadlessAndEverySelectorFindsThePods() throws IOException {
    Object labels = at(kubernetes("Deployment"), "spec", "template", "metadata", "labels");
    assertThat(at(kubernetes("Service"), "spec", "clusterIP")).isEqualTo("None");
    assertThat(at(kubernetes("Service"), "spec", "selector")).isEqualTo(labels);
    assertThat(at(kubernetes("Deployment"), "spec", "selector", "matchLabels")).isEqualTo(labels);
    assertThat(at(kubernetes("PodDisruptionBudget"), "spec", "selector", "matchLabels")).isEqualTo(labels);
  }

  @Test
  void kubernetesTakesEveryRightThatIsNotNeeded() throws IOException {
    Object security = at(container(), "securityContext");
    assertThat(at(security, "readOnlyRootFilesystem")).isEqualTo(true);
    assertThat(at(security, "allowPrivilegeEscalation")).isEqualTo(false);
    assertThat(at(security, "capabilities", "drop")).isEqualTo(List.of("ALL"));
    assertThat(at(pod(), "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
  }
}
