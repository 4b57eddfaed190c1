package io.tenancy.testkit.junit;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations of a test say: those of its method before those of its class and the classes around it. */
record Annotated(ExtensionContext context) {

    Isolation isolation() {
        return find(TenancyTest.class).orElseThrow().isolation();
    }

    Class<? extends DatabaseTemplate> template() {
        return all(TenancyTest.class)
                .<Class<? extends DatabaseTemplate>>map(TenancyTest::value)
                .filter(type -> type != DatabaseTemplate.class)
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "Test '" + context.getDisplayName() + "' has no template: expected @TenancyTest(X.class) on the"
                                + " class, where X implements DatabaseTemplate."));
    }

    Optional<QueryBudget> budget() {
        return find(QueryBudget.class);
    }

    Optional<TenantContext> tenantContext() {
        var actor = find(AsActor.class).map(AsActor::value).map(Annotated::actor);
        var tenant = find(AsTenant.class).map(AsTenant::value).map(TenantContext::of);
        if (actor.isPresent() && tenant.isEmpty()) {
            throw new ExtensionConfigurationException("Test '" + context.getDisplayName()
                    + "' has @AsActor alone: an actor acts for a tenant, so add @AsTenant.");
        }
        return actor.isEmpty() ? tenant : tenant.map(bound -> bound.withActor(actor.get()));
    }

    private static Actor actor(String text) {
        String[] parts = text.split(":", 2);
        String name = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "user" -> Actor.user(name);
            case "service" -> Actor.service(name);
            case "job" -> Actor.job(name);
            default ->
                throw new ExtensionConfigurationException(
                        "@AsActor(\"" + text + "\") refused: expected user:…, service:… or job:…");
        };
    }

    private <A extends Annotation> Optional<A> find(Class<A> type) {
        return all(type).findFirst();
    }

    private <A extends Annotation> Stream<A> all(Class<A> type) {
        var ofMethod = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), type);
        return Stream.concat(ofMethod.stream(), ofClasses(type));
    }

    private <A extends Annotation> Stream<A> ofClasses(Class<A> type) {
        List<Class<?>> around = context.getEnclosingTestClasses();
        return Stream.concat(
                        Stream.of(context.getRequiredTestClass()),
                        Stream.iterate(around.size() - 1, i -> i >= 0, i -> i - 1)
                                .map(around::get))
                .flatMap(each -> AnnotationSupport.findAnnotation(each, type).stream());
    }
}
