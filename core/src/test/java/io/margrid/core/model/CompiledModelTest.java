package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CompiledModelTest {
  private static TestModel deal() {
    return new TestModel().constant("k", "1", 2).parameter("price", "USD", 3).parameter("cost", "USD", 1)
        .parameter("unused", "", 1).metric("margin", "1", "(profit) / price")
        .metric("profit", "((price - cost)) * k");
  }

  @Test
  void namesAreFoundByKind() {
    CompiledModel model = deal().compile();
    assertThat(model.findParameter("cost")).hasValue(1);
    assertThat(model.findParameter("profit")).isEmpty();
    assertThat(model.findParameter("k")).isEmpty();
    assertThat(model.findMetric("profit")).hasValue(1);
    assertThat(model.findMetric("cost")).isEmpty();
    assertThat(model.metricNames()).containsExactly("margin", "profit");
    assertThat(model.parameterNames()).containsExactly("price", "cost", "unused");
    assertThat(model.parameterUnit(0)).hasToString("USD");
    assertThat(model.constantUnit(0)).hasToString("1");
  }

  @Test
  void dependenciesAreInTheOrderOfTheModel() {
    CompiledModel model = deal().compile();
    assertThat(model.dependencies(0)).containsExactly("price", "profit");
    assertThat(model.dependencies(1)).containsExactly("k", "price", "cost");
    assertThat(model.parametersOf(0)).containsExactly("price", "cost");
    assertThat(model.canonicalFormula(0)).isEqualTo("profit / price");
    assertThat(model.canonicalFormula(1)).isEqualTo("(price - cost) * k");
  }

  @Test
  void arraysAreCopies() {
    CompiledModel model = deal().compile();
    model.defaults()[0][0] = 99;
    model.constants()[0] = 99;
    assertThat(model.defaults()).isDeepEqualTo(new double[][]{{3}, {1}, {1}});
    assertThat(model.constants()).containsExactly(2);
  }

  @Test
  void digestDoesNotDependOnWordsBoundsOrWriting() {
    TestModel other = new TestModel().constant("k", "", 2.0)
        .parameter("price", "USD*h/h", 3, OptionalDouble.of(0), OptionalDouble.empty())
        .parameter("cost", "USD", 1)
        .parameter("unused", "1", 1).metric("margin", "profit/price")
        .metric("profit", "USD", "(price-cost)*k");
    other.id = "other";
    other.title = "Other";
    assertThat(other.compile().digest()).isEqualTo(deal().compile().digest());
    assertThat(deal().compile().digest().toString()).hasSize(64);
    assertThat(deal().compile().digest().matches(other.compile().digest().bytes())).isTrue();
  }

  @Test
  void digestDependsOnEverythingThatDecidesAValue() {
    List<TestModel> models = List.of(new TestModel().parameter("a", "", 1).metric("m", "a"),
        new TestModel().parameter("a", "", 2).metric("m", "a"),
        new TestModel().parameter("b", "", 1).metric("m", "b"),
        new TestModel().parameter("a", "h", 1).metric("m", "a"),
        new TestModel().constant("a", "", 1).metric("m", "a"),
        new TestModel().parameter("a", "", 1).metric("n", "a"),
        new TestModel().parameter("a", "", 1).metric("m", "a + 0"),
        new TestModel().parameter("a", "", 1).metric("m", "h", "0"),
        new TestModel().parameter("a", "", 1).metric("m", "1", "0"),
        new TestModel().parameter("a", "", 1).metric("m", "a").metric("n", "a"));
    assertThat(models.stream().map(model -> model.compile().digest()).distinct()).hasSize(models.size());
  }

  @Test
  void contentIsWrittenWithEffectiveValues() {
    CompiledModel low = new TestModel().parameter("a", "", 1).metric("m", "a").compile();
    CompiledModel high = new TestModel().parameter("a", "", 2).metric("m", "a").compile();
    assertThat(content(low, 2)).isEqualTo(content(high, 2)).isNotEqualTo(content(low, 1));
  }

  /** What clients resume with: a server of another version must find the same. */
  @Test
  void contentIsPeriodsConstantsParametersMetricsInCanonicalForm() {
    TestModel model = new TestModel().periods("2026", "2027").constant("c", "h", 8_760)
        .parameter("p", "MW", 2).metric("m", "(c*p)");
    DigestWriter written = new DigestWriter("test");
    model.compile().writeContent(written, new double[][]{{3, 4}});
    DigestWriter expected = new DigestWriter("test").number(2).text("2026").text("2027");
    expected.number(1).text("c").text("h").number(8_760.0);
    expected.number(1).text("p").text("MW").number(2).number(3.0).number(4.0);
    expected.number(1).text("m").text("MW*h").text("c * p");
    assertThat(written.digest()).isEqualTo(expected.digest());
  }

  /** Longer than what a writer collects before it digests. */
  @Test
  void aLongFormIsDigestedWhole() throws NoSuchAlgorithmException {
    byte[] text = "x".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    ByteBuffer form = ByteBuffer.allocate(3 * Long.BYTES + 1 + 2 * text.length);
    form.putLong(1).put((byte) 'f').putLong(text.length).put(text).putLong(text.length).put(text);
    assertThat(new DigestWriter("f").bytes(text).bytes(text).digest().bytes())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(form.array()));
  }

  private static Digest content(CompiledModel model, double parameter) {
    DigestWriter writer = new DigestWriter("test");
    model.writeContent(writer, new double[][]{{parameter}});
    return writer.digest();
  }

  @Test
  void digestsOfAdjoiningTextsDiffer() {
    assertThat(new DigestWriter("f").text("ab").text("c").digest())
        .isNotEqualTo(new DigestWriter("f").text("a").text("bc").digest());
    assertThat(new DigestWriter("f").number(0.0).digest())
        .isNotEqualTo(new DigestWriter("f").number(-0.0).digest());
    assertThat(new DigestWriter("f").digest()).isNotEqualTo(new DigestWriter("g").digest());
  }

  @Test
  void catalogIsOrderedAndRefusesDoubles() {
    CompiledModel second = deal().compile();
    TestModel earlier = deal();
    earlier.id = "a";
    CompiledModel first = earlier.compile();
    Catalog catalog = Catalog.of(List.of(second, first));
    assertThat(catalog.models()).containsExactly(first, second);
    assertThat(catalog.ids()).containsExactly("a", "test");
    assertThat(catalog.find("test")).contains(second);
    assertThat(catalog.find("none")).isEmpty();
    assertThatThrownBy(() -> Catalog.of(List.of(first, first))).isInstanceOf(IllegalArgumentException.class);
    earlier.id = "";
    CompiledModel nameless = earlier.compile();
    assertThatThrownBy(() -> Catalog.of(List.of(nameless))).isInstanceOf(IllegalArgumentException.class);
  }
}
