package io.margrid.server.security;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.util.CertificateUtils;
import io.margrid.server.config.TlsFiles;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** TLS 1.3 from files. */
final class TlsContext {
  private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC",
      "SHA256withECDSA",
      "EdDSA", "EdDSA");

  private TlsContext() {}

  /** The context that the files describe now, and whenever they change. */
  static Reloaded<SslContext> of(TlsFiles files) throws IOException {
    List<Path> paths = new ArrayList<>(List.of(files.certificates(), files.key()));
    files.clientAuthorities().ifPresent(paths::add);
    return new Reloaded<>(paths, contents -> read(files, contents));
  }

  private static SslContext read(TlsFiles files, List<byte[]> contents)
      throws IOException, GeneralSecurityException {
    X509Certificate[] chain = certificates(files.certificates(), contents.get(0));
    PrivateKey key = key(files.key(), contents.get(1));
    if (!belongs(key, chain[0])) {
      throw new IOException(files.key() + ": another key (expected: that of " + files.certificates() + ")");
    }
    SslContextBuilder builder = GrpcSslContexts
        .configure(SslContextBuilder.forServer(key, chain), SslProvider.JDK).protocols("TLSv1.3");
    if (files.clientAuthorities().isPresent()) {
      builder.trustManager(certificates(files.clientAuthorities().get(), contents.get(2)))
          .clientAuth(files.clientRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
    }
    return builder.build();
  }

  private static X509Certificate[] certificates(Path file, byte[] content) throws IOException {
    try (InputStream in = new ByteArrayInputStream(content)) {
      X509Certificate[] certificates = CertificateUtils.getX509Certificates(in);
      if (certificates.length > 0) {
        return certificates;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": not readable (expected: certificates, PEM)", e);
    }
    throw new IOException(file + ": no certificate (expected: at least one, PEM)");
  }

  private static PrivateKey key(Path file, byte[] content) throws IOException {
    return PemKeys.privateKey(content)
        .orElseThrow(() -> new IOException(file + ": not readable (expected: one private key, PEM, PKCS#8)"));
  }

  /** Whether what the key signs is what the certificate's owner signs. */
  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = SIGNATURES.get(key.getAlgorithm());
    if (algorithm == null || !certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    byte[] text = {1, 2, 3, 4};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }
}
