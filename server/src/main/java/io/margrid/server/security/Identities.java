package io.margrid.server.security;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.margrid.server.error.RefusedException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Who calls: whose token it is, or else whose certificate. A token that is shown must be good, certificate or not. */
final class Identities {
  static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
      Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "bearer ";

  private final Optional<Credentials> hashed;
  private final Optional<Credentials> signed;

  Identities(Optional<Credentials> hashed, Optional<Credentials> signed) {
    this.hashed = hashed;
    this.signed = signed;
  }

  /**
   * Who makes a call.
   *
   * @throws RefusedException if that is not known
   */
  CallerIdentity of(Metadata headers, Attributes connection) {
    String header = headers.get(AUTHORIZATION);
    if (header != null) {
      return ofToken(header);
    }
    return ofCertificate(connection).orElseThrow(
        () -> RefusedException.unauthenticated("authorization: absent (expected: Bearer and a token)"));
  }

  private CallerIdentity ofToken(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw RefusedException.unauthenticated("authorization: of another kind (expected: Bearer and a token)");
    }
    String token = header.substring(SCHEME.length()).strip();
    // Two dots make a JSON Web Token; our own have none.
    Optional<Credentials> credentials = token.indexOf('.') < 0 ? hashed : signed;
    return credentials.orElseThrow(() -> RefusedException
        .unauthenticated("token: of a kind that this server does not take (expected: one that it does)"))
        .identify(token);
  }

  private static Optional<CallerIdentity> ofCertificate(Attributes connection) {
    SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain[0] instanceof X509Certificate own ? CertificateName.of(own) : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // the caller showed none
    }
  }
}
