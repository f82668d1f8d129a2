package io.margrid.client.cli.local;

import io.margrid.client.cli.fault.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that lives no longer than this process. It listens on a free loopback port and ends when its
 * standard input does, which the operating system closes however this process ends: no orphan is left.
 */
public final class PrivateServer implements AutoCloseable {
  /** Environment variable with the server's command: one word a line, so that words may have blanks. */
  public static final String COMMAND_VARIABLE = "MARGRID_SERVER_COMMAND";
  /** Flags, which outweigh what the environment says of servers for others. */
  private static final List<String> ARGUMENTS = List.of("--host", "127.0.0.1", "--port", "0",
      "--until-stdin-closes");
  private static final Pattern READY = Pattern.compile("margrid listening on (127\\.0\\.0\\.1:[0-9]+)");
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

  private static final Duration PATIENCE_WITH_THE_DYING = Duration.ofSeconds(1);
  private static final int KILLED = 128;

  private final Process process;
  private final String address;
  private final LastLines complaints;

  private PrivateServer(Process process, String address, LastLines complaints) {
    this.process = process;
    this.address = address;
    this.complaints = complaints;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param command program and arguments, one a line; a single line is a program, whatever it contains
   * @param patience how long the start may take
   * @param log where the server's standard error goes, line by line as it comes, if {@code verbose};
   *   otherwise its last lines are part of the error if the start fails
   * @throws CommandException if the program cannot be run, ends early, or says nothing in time
   */
  public static PrivateServer start(String command, Duration patience, PrintStream log, boolean verbose) {
    List<String> words = new ArrayList<>(command.lines().filter(line -> !line.isBlank()).toList());
    words.addAll(ARGUMENTS);
    Process process = launch(words);
    LastLines complaints = new LastLines(process, verbose ? log : null);
    CompletableFuture<String> ready = new CompletableFuture<>();
    daemon("server-output", () -> announce(process, ready));
    try {
      return new PrivateServer(process, ready.get(patience.toMillis(), TimeUnit.MILLISECONDS), complaints);
    } catch (TimeoutException e) {
      end(process);
      throw failed("said nothing for " + patience.toSeconds() + " s", complaints, e);
    } catch (ExecutionException e) {
      end(process);
      throw failed("ended with code " + process.exitValue() + " before it listened", complaints, e);
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw failed("start was interrupted", complaints, e);
    }
  }

  /** Where it listens, {@code 127.0.0.1:port}. */
  public String address() {
    return address;
  }

  /** What a lost connection means: that the server has ended and how, or else the loss itself. */
  public RuntimeException failure(RuntimeException loss) {
    try {
      if (!process.waitFor(PATIENCE_WITH_THE_DYING.toMillis(), TimeUnit.MILLISECONDS)) {
        return loss;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return loss;
    }
    int code = process.exitValue();
    String how = code > KILLED ? "was killed by signal " + (code - KILLED) : "ended with code " + code;
    return failed(how + " before it had answered", "to run as long as the command", complaints, loss);
  }

  /** Ends the server and waits until it has: asks it by closing its input, then insists. */
  @Override
  public void close() {
    end(process);
  }

  private static Process launch(List<String> words) {
    try {
      return new ProcessBuilder(words).start();
    } catch (IOException e) {
      throw CommandException.failed(COMMAND_VARIABLE + ": " + words.get(0)
          + " cannot be run (expected: a server's command, one word a line; bin/margrid sets it)", e);
    }
  }

  // Reads on after the announcement, so that the server never blocks on a full pipe.
  private static void announce(Process process, CompletableFuture<String> ready) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = READY.matcher(line.strip());
        if (matcher.matches()) {
          ready.complete(matcher.group(1));
        }
      }
      ready.completeExceptionally(new IOException("server output ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // Its input cannot be closed: it has ended, or must be told otherwise.
    }
    try {
      if (!process.waitFor(PATIENCE_AT_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static CommandException failed(String what, LastLines complaints, Exception cause) {
    return failed(what, "margrid listening on 127.0.0.1:PORT", complaints, cause);
  }

  private static CommandException failed(String what, String expected, LastLines complaints,
      Exception cause) {
    String said = complaints.text();
    return CommandException.failed("private server: " + what + " (expected: " + expected + ")"
        + (said.isEmpty() ? "" : "; it wrote:\n" + said), cause);
  }

  static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
