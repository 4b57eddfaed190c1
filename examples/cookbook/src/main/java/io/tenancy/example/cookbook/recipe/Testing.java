package io.tenancy.example.cookbook.recipe;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tenancy.example.cookbook.kitchen.Kitchen;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests of a service with tenants: what they look like is in {@link ServiceTests}, which this runs. */
public final class Testing {

    public static void main(String... args) throws Exception {
        Kitchen.cook(Testing::cook);
    }

    public static void cook(Kitchen kitchen) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ServiceTests.class))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    kitchen.say("%s: %s", test.getDisplayName().replaceFirst("\\(.*", ""), result.getStatus());
                    result.getThrowable().ifPresent(why -> kitchen.say("  %s", why));
                }
            }
        });
    }
}
