package io.ghostworks.authoring;

import io.ghostworks.authoring.SchemaFacts.Subject;
import io.ghostworks.migrations.sql.SqlText;
import java.util.List;

/** A sequence with other bounds stays where it is as far as these let it. */
final class SequenceBounds {
    private SequenceBounds() {}

    /**
     * Wide enough for both, moved into the new bounds, and then these.
     *
     * @param was what the sequence is, as {@code reshaping.sql} writes it: {@code AS bigint INCREMENT 1 MINVALUE …}
     */
    static List<String> statements(Subject key, String was, String is) {
        long least = number(is, "MINVALUE");
        long most = number(is, "MAXVALUE");
        boolean same = least == number(was, "MINVALUE") && most == number(was, "MAXVALUE");
        if (same || !type(was).equals(type(is))) {
            return List.of();
        }
        String alter = "ALTER SEQUENCE " + key.full() + " ";
        return List.of(
                alter + "MINVALUE " + Math.min(least, number(was, "MINVALUE")) + " MAXVALUE "
                        + Math.max(most, number(was, "MAXVALUE")),
                "SELECT pg_catalog.setval(" + SqlText.literal(key.full()) + ", least(greatest(last_value, " + least
                        + "), " + most + "), is_called) FROM " + key.full(),
                alter + is);
    }

    private static String type(String sequence) {
        return sequence.split(" ", -1)[1];
    }

    private static long number(String sequence, String what) {
        List<String> words = List.of(sequence.split(" ", -1));
        return Long.parseLong(words.get(words.indexOf(what) + 1));
    }
}
