package io.margrid.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Drainable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageBytesTest {
  private static MessageBytes of(String text) {
    return new MessageBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void equalBytesAreEqualMessages() {
    assertThat(of("abc")).isEqualTo(of("abc")).hasSameHashCodeAs(of("abc"));
    assertThat(of("abc")).isNotEqualTo(of("abd")).isNotEqualTo(of("ab"));
    assertThat(of("abc").compareTo(of("abd"))).isNegative();
  }

  /** "Aa" and "BB" have the same hash, and so has whatever is put together from them. */
  @Test
  void messagesMadeToCollideAreToldApart() {
    Map<MessageBytes, Integer> found = new HashMap<>();
    int many = 1 << 12;
    for (int i = 0; i < many; i++) {
      found.put(colliding(i), i);
    }
    assertThat(colliding(0)).hasSameHashCodeAs(colliding(many - 1));
    assertThat(found).hasSize(many);
    for (int i = 0; i < many; i++) {
      assertThat(found.get(colliding(i))).isEqualTo(i);
    }
  }

  private static MessageBytes colliding(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 12; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return of(text.toString());
  }

  @Test
  void itsOwnMarshallerTakesTheMessageOutAgain() {
    MessageBytes message = of("abc");
    assertThat(MessageBytes.marshaller().parse(MessageBytes.marshaller().stream(message))).isSameAs(message);
    assertThat(MessageBytes.marshaller().parse(new ByteArrayInputStream(message.bytes()))).isEqualTo(message);
  }

  @Test
  void whatWasReadIsNotDrainedAgain() throws IOException {
    InputStream input = of("abc").input();
    assertThat(input.read()).isEqualTo('a');
    ByteArrayOutputStream drained = new ByteArrayOutputStream();
    assertThat(((Drainable) input).drainTo(drained)).isEqualTo(2);
    assertThat(drained.toString(StandardCharsets.UTF_8)).isEqualTo("bc");
    assertThat(input.available()).isZero();
    assertThat(input.read()).isEqualTo(-1);
  }
}
