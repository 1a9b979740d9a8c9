package io.ghostworks.testing.mutation;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a class of tests in a JVM of its own, where the mutated classes come first on the class path. */
final class MutatedRun {

    /** Some tests failed. */
    static final int NOTICED = 42;

    private MutatedRun() {}

    /** @param arguments the name of the class */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(arguments[0]))
                .build();
        SummaryGeneratingListener seen = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, seen);
        boolean noticed =
                seen.getSummary().getTestsFoundCount() > 0 && seen.getSummary().getTotalFailureCount() > 0;
        System.exit(noticed ? NOTICED : 0);
    }
}
