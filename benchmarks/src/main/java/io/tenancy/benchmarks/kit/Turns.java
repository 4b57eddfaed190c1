package io.tenancy.benchmarks.kit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** As many rounds of a class, and in each as many tests of a method in a row, as JUnit is told. Stateless. */
public final class Turns implements ClassTemplateInvocationContextProvider, TestTemplateInvocationContextProvider {

    static final String ROUNDS = "kit.rounds";
    static final String SAMPLES = "kit.samples";

    /** For JUnit. */
    public Turns() {}

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return Stream.<ClassTemplateInvocationContext>generate(() -> new ClassTemplateInvocationContext() {})
                .limit(number(context, ROUNDS));
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Stream.<TestTemplateInvocationContext>generate(() -> new TestTemplateInvocationContext() {})
                .limit(number(context, SAMPLES));
    }

    private static int number(ExtensionContext context, String name) {
        return context.getConfigurationParameter(name, Integer::valueOf).orElseThrow();
    }
}
