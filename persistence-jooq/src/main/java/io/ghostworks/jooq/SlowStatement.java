package io.ghostworks.jooq;

import io.ghostworks.tenancy.Scope;
import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a statement that took long: what asked for it, in which tenant, how long, and its text, in which placeholders stand for parameters and a mark
 * for each literal. One is made for each execution.
 */
final class SlowStatement implements ExecuteListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("io.ghostworks.sql.slow");

    /** More of a text says no more. */
    private static final int LONGEST = 1_000;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*+'|(?<![\\w$])\\d+(?:\\.\\d+)?");
    /** Behind these a quote may not be what it seems. */
    private static final Pattern UNSURE = Pattern.compile("[\\\\$]");

    private final long limitNanos;
    private final transient Supplier<Optional<Scope>> scope;
    private long start;

    private SlowStatement(Duration limit, Supplier<Optional<Scope>> scope) {
        this.limitNanos = limit.toNanos();
        this.scope = scope;
    }

    /**
     * A listener for each execution.
     *
     * @param limit more than zero
     * @param scope whom the thread acts for, asked when a statement was slow
     */
    static ExecuteListenerProvider longerThan(Duration limit, Supplier<Optional<Scope>> scope) {
        return () -> new SlowStatement(limit, scope);
    }

    @Override
    public void executeStart(ExecuteContext context) {
        start = System.nanoTime();
    }

    @Override
    public void executeEnd(ExecuteContext context) {
        tell(context);
    }

    /** One that the server stopped has no end. */
    @Override
    public void exception(ExecuteContext context) {
        tell(context);
    }

    private void tell(ExecuteContext context) {
        long nanos = System.nanoTime() - start;
        if (start != 0 && nanos >= limitNanos) {
            LOG.warn(
                    "{} ms in {}, tenant {}, user {}: {}",
                    TimeUnit.NANOSECONDS.toMillis(nanos),
                    operation(),
                    scope.get().map(one -> one.tenant().value().toString()).orElse("none"),
                    scope.get().map(one -> one.actor().value().toString()).orElse("none"),
                    withoutLiterals(String.valueOf(context.sql())));
        }
        start = 0;
    }

    /** The first method that is neither jOOQ's nor of what is between it and the stores. */
    private static String operation() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(SlowStatement::asks).findFirst())
                .map(frame -> frame.getClassName().replaceFirst("^.*\\.", "").replaceFirst("\\$.*", "") + "."
                        + frame.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1"))
                .orElse("unknown");
    }

    private static boolean asks(StackFrame frame) {
        String name = frame.getClassName();
        return !name.startsWith("org.jooq.")
                && !name.startsWith("java.")
                && !name.startsWith("io.ghostworks.jooq.connection.")
                && !name.startsWith("io.ghostworks.jooq.door.")
                && !name.startsWith(SlowStatement.class.getName());
    }

    /** Our own statements have none; those of an embedding service may. */
    static String withoutLiterals(String sql) {
        String text = BLANKS.matcher(sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql)
                .replaceAll(" ");
        if (UNSURE.matcher(text).find()) {
            return text.replaceFirst("(?s)['$\\\\].*", "…");
        }
        // Of a text that was cut the last literal may be open.
        return LITERAL.matcher(text).replaceAll("…").replaceFirst("(?s)'.*", "…");
    }
}
