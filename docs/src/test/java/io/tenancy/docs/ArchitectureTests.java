package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for what is shipped, and each catches the mistake that is planted for it under {@code planted}. */
class ArchitectureTests {

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tenancy");

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    private static final Rule ARROWS = ArchitectureRules::arrowsBetweenModules;
    private static final Rule CYCLES = ArchitectureRules::noPackageCycles;
    private static final Rule HIBERNATE = ArchitectureRules::hibernateStaysInItsModule;
    private static final Rule HIKARI = ArchitectureRules::hikariStaysInThePools;
    private static final Rule FLYWAY = ArchitectureRules::flywayStaysInTheMigrations;
    private static final Rule MICROMETER = ArchitectureRules::micrometerContextStaysInItsAccessor;
    private static final Rule INHERITED = ArchitectureRules::nothingIsInherited;
    private static final Rule THREADS = ArchitectureRules::onlyTheContextIsBoundToThreads;
    private static final Rule LOGGING = ArchitectureRules::nobodyLogsToJavaUtilLogging;
    private static final Rule NOUNS = ArchitectureRules::packagesAreNouns;

    private interface Rule extends Function<ArchitectureRules, ArchRule> {}

    static Stream<Named<Rule>> rules() {
        return Stream.of(
                Named.of("arrows between modules", ARROWS),
                Named.of("no package cycles", CYCLES),
                Named.of("Hibernate stays in its module", HIBERNATE),
                Named.of("HikariCP stays in the pools", HIKARI),
                Named.of("Flyway stays in the migrations", FLYWAY),
                Named.of("context-propagation stays in its accessor", MICROMETER),
                Named.of("nothing is inherited", INHERITED),
                Named.of("only the context is bound to threads", THREADS),
                Named.of("nobody logs to java.util.logging", LOGGING),
                Named.of("packages are nouns", NOUNS));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsShippedKeepsTheRule(Rule rule) {
        rule.apply(new ArchitectureRules("io.tenancy")).check(SHIPPED);
    }

    @Test
    void whatIsShippedIsSeen() {
        assertThat(SHIPPED)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "io.tenancy",
                        "io.tenancy.context",
                        "io.tenancy.postgres.binding",
                        "io.tenancy.postgres.pool",
                        "io.tenancy.hibernate.routing",
                        "io.tenancy.audit.capture",
                        "io.tenancy.migrate.cli",
                        "io.tenancy.migrate.ledger",
                        "io.tenancy.spring.web",
                        "io.tenancy.testkit.postgres")
                .doesNotContain("io.tenancy.docs");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(ARROWS, "planted.ApiOnPostgres"),
                Arguments.of(ARROWS, "planted.postgres.PostgresOnHibernate"),
                Arguments.of(ARROWS, "planted.testkit.TestkitOnPostgres"),
                Arguments.of(ARROWS, "planted.hibernate.HibernateOnTestkit"),
                Arguments.of(ARROWS, "planted.migrate.MigrateOnHibernate"),
                Arguments.of(ARROWS, "planted.hibernate.HibernateOnAudit"),
                Arguments.of(ARROWS, "planted.elsewhere.Homeless"),
                Arguments.of(CYCLES, "planted.event.Happened"),
                Arguments.of(HIBERNATE, "planted.postgres.UsesHibernate"),
                Arguments.of(HIKARI, "planted.postgres.UsesHikari"),
                Arguments.of(FLYWAY, "planted.hibernate.UsesFlyway"),
                Arguments.of(MICROMETER, "planted.directory.UsesMicrometerContext"),
                Arguments.of(INHERITED, "planted.context.Inherits"),
                Arguments.of(THREADS, "planted.event.RemembersByThread"),
                Arguments.of(LOGGING, "planted.event.LogsItsOwnWay"),
                Arguments.of(NOUNS, "planted.util.Strings"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void thePlantedMistakeIsCaught(Rule rule, String culprit) {
        assertThatThrownBy(() -> rule.apply(new ArchitectureRules("planted")).check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("<" + culprit);
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                Arguments.of(HIBERNATE, "planted.hibernate.Sessions"),
                Arguments.of(HIKARI, "planted.postgres.pool.Pools"),
                Arguments.of(FLYWAY, "planted.migrate.Engine"),
                Arguments.of(THREADS, "planted.context.Bound"),
                Arguments.of(LOGGING, "planted.event.NamesALogger"),
                Arguments.of(NOUNS, "planted.event.Happened"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsRightIsNotBlamed(Rule rule, String innocent) {
        assertThatThrownBy(() -> rule.apply(new ArchitectureRules("planted")).check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .message()
                .doesNotContain("<" + innocent);
    }
}
