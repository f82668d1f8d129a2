package io.margrid.server;

import io.margrid.core.request.ModelFileException;
import io.margrid.server.config.InvalidConfigException;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.server.config.SettingValues;
import io.margrid.server.config.StrangeVariables;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** The program {@code margrid serve}. */
public final class Main {
  static final int USAGE = 2;
  static final int FAILURE = 1;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), System.in, System.out, System.err));
  }

  /**
   * Serves until the process is asked to stop.
   *
   * @param environment settings that have no flag; {@code COLUMNS} is the width of the terminal
   * @param stdin       whose end stops the server, if that is asked for
   * @param out         gets one line when the server listens
   * @param err         gets what is wrong with the arguments; logs go to the process' own
   * @return 0; 2 if what was typed, or a model file, is at fault; 1 for any other failure
   */
  static int run(String[] args, Map<String, String> environment, InputStream stdin, PrintStream out,
      PrintStream err) {
    try {
      ServeOptions options = ServeOptions.parse(args);
      if (options.helpAsked()) {
        options.printHelp(out, environment);
        return 0;
      }
      SettingValues values = SettingValues.of(options.flags(), environment);
      ServerConfig config = ServerConfig.of(values);
      if (options.printConfigAsked()) {
        out.print(values.table(config.inForce()));
        out.flush();
        return 0;
      }
      startLogging(values);
      tell(new StrangeVariables(environment));
      return serve(config, stdin, out, err);
    } catch (CommandLine.ParameterException e) {
      err.println("margrid: " + ServeOptions.fault(e) + " (see margrid serve --help)");
      return USAGE;
    } catch (InvalidConfigException e) {
      e.faults().forEach(fault -> err.println("margrid: " + fault));
      return USAGE;
    }
  }

  /**
   * Before the first logger exists: the logging framework reads these once. An operator's own logging configuration, in
   * {@code -Dlogback.configurationFile}, stays.
   */
  private static void startLogging(SettingValues values) {
    System.setProperty("margrid.log.level", values.text(Setting.LOG_LEVEL));
    String file = values.text(Setting.LOG_FORMAT).equals("json") ? "logback-json.xml" : "logback.xml";
    System.getProperties().putIfAbsent("logback.configurationFile", file);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void tell(StrangeVariables variables) {
    if (!variables.ignored().isEmpty()) {
      LoggerFactory.getLogger(Main.class).atWarn()
          .addKeyValue("variables", String.join(" ", variables.ignored()))
          .log("variables that begin like settings and are none are ignored");
    }
  }

  private static int serve(ServerConfig config, InputStream stdin, PrintStream out, PrintStream err) {
    try (MargridServer server = MargridServer.start(config)) {
      // Stays when the server has stopped: it then does nothing, and could not be taken away during a shutdown.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "margrid-stop"));
      String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
      out.println("margrid listening on " + host + ":" + server.port());
      out.flush();
      if (config.untilStdinCloses()) {
        awaitEnd(stdin);
      } else {
        server.awaitStop();
      }
      return 0;
    } catch (ModelFileException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> err.println("margrid: " + line));
      return USAGE;
    } catch (IOException e) {
      StartFault fault = StartFault.of(e);
      err.println("margrid: " + fault.message());
      return fault.ofSettings() ? USAGE : FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILURE;
    }
  }

  private static void awaitEnd(InputStream stdin) throws IOException {
    byte[] ignored = new byte[1_024];
    while (stdin.read(ignored) >= 0) {
      // What is written there means nothing: only its end does.
    }
  }
}
