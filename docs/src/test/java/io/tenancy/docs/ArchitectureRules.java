package io.tenancy.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;

/**
 * What the compiler cannot see, for the packages under a root: {@code io.tenancy}, or one with planted mistakes.
 *
 * <p>Every rule holds for a module that is still empty, hence {@code allowEmptyShould}.
 */
record ArchitectureRules(String root) {

    /** Every class belongs to a module, and dependencies go one way. The test kit serves all, hence leans on few. */
    ArchRule arrowsBetweenModules() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("api")
                .definedBy(
                        root,
                        root + ".context..",
                        root + ".directory..",
                        root + ".event..",
                        root + ".refusal..",
                        root + ".resolver..")
                .layer("postgres")
                .definedBy(root + ".postgres..")
                .layer("hibernate")
                .definedBy(root + ".hibernate..")
                .layer("audit")
                .definedBy(root + ".audit..")
                .layer("migrate")
                .definedBy(root + ".migrate..")
                .layer("spring")
                .definedBy(root + ".spring..")
                .layer("testkit")
                .definedBy(root + ".testkit..")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("postgres")
                .mayOnlyAccessLayers("api")
                .whereLayer("hibernate")
                .mayOnlyAccessLayers("api", "postgres")
                .whereLayer("audit")
                .mayOnlyAccessLayers("api", "postgres", "hibernate")
                .whereLayer("migrate")
                .mayOnlyAccessLayers("api", "postgres")
                .whereLayer("spring")
                .mayOnlyAccessLayers("api", "postgres", "hibernate", "audit", "migrate")
                .whereLayer("testkit")
                .mayOnlyAccessLayers("api")
                .ensureAllClassesAreContainedInArchitecture();
    }

    /** Slices are whole package names: a pattern such as {@code io.tenancy.(**)} misses cycles with the root package. */
    ArchRule noPackageCycles() {
        return slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** The probes of the test kit work on the user's Hibernate; without it, the rest of the kit must load. */
    ArchRule hibernateStaysInItsModule() {
        return onlyIn(
                "org.hibernate..",
                ".hibernate..",
                ".audit..",
                ".spring.data..",
                ".spring.transaction..",
                ".spring.audit..",
                ".testkit.probe..");
    }

    ArchRule hikariStaysInThePools() {
        return onlyIn("com.zaxxer.hikari..", ".postgres.pool..");
    }

    /** A running service has none: only migrations may need it. */
    ArchRule flywayStaysInTheMigrations() {
        return onlyIn("org.flywaydb..", ".migrate..", ".postgres.directory..");
    }

    /** The library is optional: any other class that names it would break where it is missing. */
    ArchRule micrometerContextStaysInItsAccessor() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".context.TenantContextAccessor")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer.context..")
                .allowEmptyShould(true);
    }

    /** A pool's thread would keep the tenant of whoever made it. */
    ArchRule nothingIsInherited() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(InheritableThreadLocal.class)
                .allowEmptyShould(true);
    }

    /**
     * Routing has one for the length of a call: Hibernate asks it for a tenant while it opens an operator's session. So has
     * the fetch guard: Hibernate tells it a statement's text and then, without the text, that a session prepares it.
     */
    ArchRule onlyTheContextIsBoundToThreads() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".context", root + ".hibernate.routing", root + ".hibernate.fetch")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .allowEmptyShould(true);
    }

    /** {@code System.Logger} goes where the application's log goes. Naming a Logger passes: java.sql demands it. */
    ArchRule nobodyLogsToJavaUtilLogging() {
        return noClasses()
                .should()
                .accessClassesThat()
                .resideInAPackage("java.util.logging..")
                .allowEmptyShould(true);
    }

    ArchRule packagesAreNouns() {
        return noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
                .allowEmptyShould(true);
    }

    private ArchRule onlyIn(String guest, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        Arrays.stream(homes).map(home -> root + home).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(guest)
                .allowEmptyShould(true);
    }

    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
