package io.ghostworks.cli.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that can be configured, declared once: docs/configuration.md is held against it.
 *
 * @param name of the environment variable, and of the line in the file
 * @param otherwise what holds when nobody sets it, as the documentation says it
 * @param initial the same as a value; empty where it depends on something else
 * @param form what the text must look like, for the error; empty where the reader says it better
 * @param reader throws IllegalArgumentException at what cannot be used, and never repeats a secret
 * @param meaning a line for the documentation, in Markdown
 */
public record Key<T>(
        String name, String otherwise, Optional<T> initial, String form, Function<String, T> reader, String meaning) {

    /** One whose default is read like any other value. */
    static <T> Key<T> of(String name, String otherwise, String form, Function<String, T> reader, String meaning) {
        return new Key<>(name, otherwise, Optional.of(reader.apply(otherwise)), form, reader, meaning);
    }

    /** One without a value of its own when nobody sets it. */
    static <T> Key<T> optional(String name, String otherwise, String form, Function<String, T> reader, String meaning) {
        return new Key<>(name, otherwise, Optional.empty(), form, reader, meaning);
    }

    static Key<Integer> number(String name, String otherwise, int least, int most, String meaning) {
        return of(name, otherwise, range(least, most), text -> between(text, least, most), meaning);
    }

    static Key<Integer> optionalNumber(String name, String otherwise, int least, int most, String meaning) {
        return optional(name, otherwise, range(least, most), text -> between(text, least, most), meaning);
    }

    static Key<Boolean> truth(String name, String otherwise, String meaning) {
        return of(name, otherwise, "true or false", Key::truth, meaning);
    }

    private static String range(int least, int most) {
        return "a whole number from " + least + " to " + most;
    }

    private static int between(String text, int least, int most) {
        if (!text.matches("-?[0-9]{1,10}")) {
            throw new IllegalArgumentException("not a number");
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return (int) number;
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    T read(String text) {
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationError(
                    form.isEmpty() ? name + " cannot be used: " + e.getMessage() : name + " must be " + form + ".");
        }
    }
}
