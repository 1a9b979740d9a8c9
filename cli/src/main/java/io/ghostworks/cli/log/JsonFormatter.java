package io.ghostworks.cli.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** One object a line: {@code time}, {@code level}, {@code logger}, {@code message}, what belongs to the request, and {@code exception}. */
final class JsonFormatter extends Formatter {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Override
    public String format(LogRecord record) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", record.getInstant().toString());
        line.put("level", Logs.level(record));
        line.put("logger", String.valueOf(record.getLoggerName()));
        line.put("message", formatMessage(record));
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context != null) {
            context.forEach(line::putIfAbsent);
        }
        if (record.getThrown() != null) {
            line.put("exception", trace(record.getThrown()));
        }
        return MAPPER.writeValueAsString(line) + "\n";
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
