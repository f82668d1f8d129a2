package io.margrid.server.security;

import com.nimbusds.jose.jwk.JWKSet;
import io.margrid.server.config.AccessRules;
import io.margrid.server.config.SecurityConfig;
import io.margrid.server.config.SignedTokenRules;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds the gate out of the files of tokens, keys and tenants. */
final class GateFiles {
  /** Fetched keys are looked at this often even when none is missed: those taken away must go. */
  private static final Duration KEYS_OLD = Duration.ofMinutes(5);

  private GateFiles() {}

  /**
   * The gate that the configuration asks for, if it asks for one.
   *
   * @param looks gets what is to be looked at again
   */
  static Optional<Gate> gate(SecurityConfig config, List<Runnable> looks) throws IOException {
    AccessRules access = config.access();
    if (!access.required()) {
      return Optional.empty();
    }
    Optional<Credentials> hashed = Optional.empty();
    if (access.tokens().isPresent()) {
      Path file = access.tokens().get();
      Reloaded<HashedTokens> tokens = watched(file, content -> HashedTokens.of(file, content), looks);
      hashed = Optional.of(token -> tokens.get().identify(token));
    }
    Optional<Credentials> signed = Optional.empty();
    if (access.signed().isPresent()) {
      signed = Optional.of(signed(access.signed().get(), config.reloadInterval(), looks));
    }
    Supplier<TenantFile> limits = () -> TenantFile.EMPTY;
    if (access.tenants().isPresent()) {
      Path file = access.tenants().get();
      limits = watched(file, content -> TenantFile.of(file, content), looks)::get;
    }
    Identities identities = new Identities(hashed, signed);
    return Optional.of(new Gate(identities, new Tenants(limits, System::nanoTime), access.openHealth()));
  }

  private static Credentials signed(SignedTokenRules rules, Duration interval, List<Runnable> looks)
      throws IOException {
    if (rules.keysAreRemote()) {
      RemoteKeySet keys = new RemoteKeySet(URI.create(rules.keys()), interval, KEYS_OLD);
      keys.refresh();
      looks.add(keys::refresh);
      return new SignedTokens(keys, rules);
    }
    Reloaded<JWKSet> keys = watched(Path.of(rules.keys()),
        content -> KeySet.parse(rules.keys(), new String(content, StandardCharsets.UTF_8)), looks);
    return new SignedTokens(KeySet.of(keys), rules);
  }

  /** Makes a value of one file's contents. */
  private interface Reading<T> {
    T of(byte[] content) throws IOException;
  }

  private static <T> Reloaded<T> watched(Path file, Reading<T> reading, List<Runnable> looks)
      throws IOException {
    Reloaded<T> reloaded = new Reloaded<>(List.of(file), contents -> reading.of(contents.getFirst()));
    looks.add(reloaded::refresh);
    return reloaded;
  }
}
