package io.ghostworks.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a test leaves on a connection is found, and it is the test that fails which left it. */
class CulpritsTest {

    /** Why each test failed, the empty text for one that did not. */
    private static final Map<String, String> FAILURES = new HashMap<>();

    @BeforeAll
    static void runThem() {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Culprits.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                FAILURES.put(
                                        test.getDisplayName().replaceFirst("\\(.*", ""),
                                        result.getThrowable()
                                                .map(Throwable::getMessage)
                                                .orElse(""));
                            }
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "keepsTheConnection, a connection that was never closed",
        "leavesASetting, the setting app.leftover = here",
        "leavesASettingOfTheServer, the setting lock_timeout = 1234",
        "leavesATransaction, neither committed nor rolled back",
        "leavesAPreparedName, the statement leftover",
        "leavesAChannel, a channel that it listens to: leftover"
    })
    void failsTheTestAndNamesTheLine(String test, String left) {
        assertThat(FAILURES).containsKey(test);
        assertThat(FAILURES.get(test)).startsWith(test).contains(left, "Culprits.java:");
    }

    @Test
    void passesTheTestThatLeavesNothing() {
        assertThat(FAILURES).containsEntry("leavesNothing", "");
    }
}
