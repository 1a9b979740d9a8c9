package io.ghostworks.jooq.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Without a protection its tests fail. {@code ./ghostworks verify --mutations} runs all, any other build the quick ones. */
class MutationsTest {

    private static final boolean ALL = "all".equals(System.getProperty("ghostworks.mutations"));

    static Stream<Mutation> mutations() {
        return Mutation.all().stream().filter(mutation -> ALL || mutation.isQuick());
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isNoticedByEachTestThatIsNamed(Mutation mutation) {
        for (String test : mutation.tests()) {
            SummaryGeneratingListener seen = new SummaryGeneratingListener();
            TestDatabases.shared().mutated(mutation.sql(), () -> run(test, seen));
            assertThat(seen.getSummary().getTestsFoundCount()).as(test).isPositive();
            assertThat(seen.getSummary().getTotalFailureCount()).as(test).isPositive();
        }
    }

    private static void run(String test, SummaryGeneratingListener listener) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass("io.ghostworks.jooq." + test))
                .build();
        LauncherFactory.create().execute(request, listener);
    }
}
