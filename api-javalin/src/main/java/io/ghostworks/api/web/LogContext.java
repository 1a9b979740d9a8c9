package io.ghostworks.api.web;

import io.ghostworks.account.UserId;
import io.ghostworks.tenant.TenantId;
import io.javalin.http.Context;
import org.slf4j.MDC;

/**
 * What every line of the log tells of the request that it belongs to, in SLF4J's context of the thread: {@code request_id}; {@code trace_id} and {@code span_id}
 * of the caller's {@code traceparent}; {@code user} once a token was verified, or the API key that was presented; {@code tenant}, the workspace in the path, which the
 * user need not be a member of.
 */
public final class LogContext {
    private LogContext() {}

    /** Forgets the request before on this thread. */
    public static void begin(Context context) {
        MDC.clear();
        MDC.put("request_id", RequestId.of(context));
        TraceParent.parse(context.header(TraceParent.HEADER)).ifPresent(trace -> {
            MDC.put("trace_id", trace.traceId());
            MDC.put("span_id", trace.spanId());
        });
    }

    static void user(UserId user) {
        MDC.put("user", user.value().toString());
    }

    static void tenant(TenantId tenant) {
        MDC.put("tenant", tenant.value().toString());
    }

    /** The answer has been given. */
    public static void end() {
        MDC.clear();
    }
}
