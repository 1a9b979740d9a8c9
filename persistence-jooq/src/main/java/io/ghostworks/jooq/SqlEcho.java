package io.ghostworks.jooq;

import java.util.concurrent.TimeUnit;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every statement with its time. Statements hold placeholders, so no parameter is ever logged. */
final class SqlEcho implements ExecuteListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("io.ghostworks.sql");

    private final boolean enabled;

    SqlEcho(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        if (enabled) {
            context.data(SqlEcho.class, System.nanoTime());
        }
    }

    @Override
    public void executeEnd(ExecuteContext context) {
        if (context.data(SqlEcho.class) instanceof Long start) {
            LOG.info("{} µs: {}", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start), context.sql());
        }
    }
}
