package io.ghostworks.cli.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** {@code 2026-11-25T14:00:00.000+01:00 WARN Problems - message [request_id=… tenant=…]}. */
final class LineFormatter extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord record) {
        return TIME.format(record.getInstant()) + " " + Logs.level(record) + " " + shortName(record.getLoggerName())
                + " - " + formatMessage(record) + context() + "\n" + trace(record.getThrown());
    }

    private static String shortName(@Nullable String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String context() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return context == null || context.isEmpty()
                ? ""
                : new TreeMap<>(context)
                        .toString()
                        .replace('{', '[')
                        .replace('}', ']')
                        .replace(",", "")
                        .replaceFirst("^", " ");
    }

    static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
