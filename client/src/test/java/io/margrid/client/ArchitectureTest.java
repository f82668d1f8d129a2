package io.margrid.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules between rooms, as far as they are the client's. */
@AnalyzeClasses(packages = "io.margrid.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule clientKnowsNeitherServerNorCore = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("io.margrid.server..", "io.margrid.core..");

  @ArchTest
  static final ArchRule flowKnowsNothingOfGrids = noClasses().that()
      .resideInAPackage("io.margrid.client.flow..")
      .should().dependOnClassesThat().resideInAnyPackage("io.margrid.v1..", "io.margrid.client",
          "io.margrid.client.wire..", "io.margrid.client.cli..");

  @ArchTest
  static final ArchRule wireKnowsMessagesOnly = noClasses().that()
      .resideInAPackage("io.margrid.client.wire..")
      .should().dependOnClassesThat().resideInAnyPackage("io.grpc..", "reactor..", "io.margrid.client",
          "io.margrid.client.flow..", "io.margrid.client.cli..");

  @ArchTest
  static final ArchRule clientKnowsNotItsCommandLine = noClasses().that()
      .resideOutsideOfPackage("..client.cli..")
      .should().dependOnClassesThat().resideInAPackage("..client.cli..");

  @ArchTest
  static final ArchRule nothingIsOpenForExtension = classes().that().resideOutsideOfPackage("..client.cli..")
      .and()
      .areNotInterfaces().and().areNotAnonymousClasses().and().doNotHaveModifier(
          JavaModifier.ABSTRACT)
      .should().haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule nothingBlocks = noClasses().that().resideOutsideOfPackage("..client.cli..").should()
      .callMethod(Mono.class, "block").orShould().callMethod(Flux.class, "blockFirst").orShould()
      .callMethod(Flux.class, "blockLast").orShould().callMethod(Flux.class, "toIterable").orShould()
      .callMethod(Flux.class, "toStream");
}
