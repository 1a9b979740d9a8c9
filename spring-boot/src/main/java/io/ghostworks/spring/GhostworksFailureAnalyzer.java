package io.ghostworks.spring;

import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.UnboundRole;
import io.ghostworks.jooq.UnusableDatabase;
import io.ghostworks.migrations.database.DatabaseProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says why the application does not start, and what to do, in place of a stack trace. */
final class GhostworksFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String action = action(cause);
            if (action != null) {
                return new FailureAnalysis("Ghostworks: " + cause.getMessage(), action, cause);
            }
        }
        return null;
    }

    /** Null for what is not ours. */
    private static @Nullable String action(Throwable cause) {
        return switch (cause) {
            case MisconfiguredGhostworks known -> known.action();
            case UnboundRole known ->
                "Let spring.datasource.username be the role that db init made for the application.";
            case UnusableDatabase known -> known.remedy() + ".";
            case DatabaseProblem known ->
                "Check ghostworks.migration.url, .username and .password, or upgrade with ./ghostworks db upgrade.";
            case Unavailable known ->
                "Check spring.datasource.url and ghostworks.seal-key, which the database must have, and whether the server runs.";
            default -> null;
        };
    }
}
