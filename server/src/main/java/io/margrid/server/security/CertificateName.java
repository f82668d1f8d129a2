package io.margrid.server.security;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** What a certificate says of its owner: the common name is the caller's, the organisation is the tenant. */
final class CertificateName {
  private CertificateName() {}

  /** Absent if it has no common name. Without an organisation that is a tenant's name, the tenant is the default one. */
  static Optional<CallerIdentity> of(X509Certificate certificate) {
    try {
      LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
      Tenant tenant = part(name, "O").flatMap(Tenant::named).orElse(Tenant.DEFAULT);
      return part(name, "CN").map(caller -> new CallerIdentity(caller, tenant));
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> part(LdapName name, String type) {
    return name.getRdns().stream().filter(part -> part.getType().equalsIgnoreCase(type)).map(Rdn::getValue)
        .filter(String.class::isInstance).map(String.class::cast).findFirst();
  }
}
