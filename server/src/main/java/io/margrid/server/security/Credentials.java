package io.margrid.server.security;

/** A way to know callers by what they send. */
interface Credentials {
  /**
   * Who has this token.
   *
   * @throws io.margrid.server.error.RefusedException if nobody has, or that cannot be told now; its message has no part of
   *                                                  the token
   */
  CallerIdentity identify(String token);
}
