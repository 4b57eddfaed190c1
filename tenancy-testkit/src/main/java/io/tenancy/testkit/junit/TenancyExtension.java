package io.tenancy.testkit.junit;

import io.tenancy.context.TenantContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

/** Does what {@link TenancyTest} says. Stateless. */
public final class TenancyExtension
        implements BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                ParameterResolver {

    /** How long a thread waits for the transaction of a {@link Isolation#SANDBOX}: a parameter of JUnit, in milliseconds. */
    public static final String SANDBOX_WAIT = "tenancy.sandbox.wait";

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(TenancyExtension.class);
    private static final Duration WAIT = Duration.ofSeconds(10);

    /** For JUnit. */
    public TenancyExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        var annotated = new Annotated(context);
        var bound = annotated.tenantContext();
        var databases = databases(context, annotated.template());
        Place place = place(context, databases, annotated.isolation());
        try {
            place.begin();
        } catch (Exception | Error e) {
            place.end(true);
            throw e;
        }
        var scope = bound.map(TenantContext::enter);
        context.getStore(HERE).put(RunningTest.class, new RunningTest(context, databases, place, scope));
    }

    private static Place place(ExtensionContext context, Databases databases, Isolation isolation) throws Exception {
        return switch (isolation) {
            case ROLLBACK -> new SharedPlace(databases, false, patience(context));
            case SANDBOX -> new SharedPlace(databases, true, patience(context));
            case CLEAN -> new CleanedPlace(databases);
            case CLONE -> new ClonedPlace(databases.clones());
        };
    }

    private static Duration patience(ExtensionContext context) {
        return context.getConfigurationParameter(SANDBOX_WAIT, Long::valueOf)
                .map(Duration::ofMillis)
                .orElse(WAIT);
    }

    private static Databases databases(ExtensionContext context, Class<? extends DatabaseTemplate> template) {
        var store = context.getRoot().getStore(HERE);
        // Not computeIfAbsent, which JUnit 5 does not have.
        synchronized (TenancyExtension.class) {
            var found = store.get(template, Databases.class);
            if (found == null) {
                found = new Databases(ReflectionSupport.newInstance(template));
                store.put(template, found);
            }
            return found;
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        running(context).ifPresent(RunningTest::countFromHere);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        new Annotated(context).budget().ifPresent(budget -> running(context).ifPresent(test -> test.check(budget)));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        var test = context.getStore(HERE).remove(RunningTest.class, RunningTest.class);
        if (test != null) {
            test.end(context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter, context).isPresent();
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter, context).orElse(null);
    }

    private static Optional<Object> find(ParameterContext parameter, ExtensionContext context) {
        return running(context)
                .flatMap(test -> test.find(parameter.getParameter().getType()));
    }

    private static Optional<RunningTest> running(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(HERE).get(RunningTest.class, RunningTest.class));
    }
}
