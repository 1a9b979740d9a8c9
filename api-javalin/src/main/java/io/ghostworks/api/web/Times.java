package io.ghostworks.api.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as RFC 3339 has them, with a year of four digits. */
final class Times {

    /** What somebody is told who sends another text. */
    static final String EXPECTED = "must be a time such as 2026-01-31T12:00:00Z";

    private static final DateTimeFormatter FOUR_DIGIT_YEAR = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** @throws DateTimeException unless it is one */
    static Instant parse(String text) {
        return OffsetDateTime.parse(text, FOUR_DIGIT_YEAR).toInstant();
    }
}
