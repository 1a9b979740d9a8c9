package io.ghostworks.cli.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Keys and values from the environment and from a file, the environment winning. A key that looks like one of ours and is
 * not, or a value that cannot be read, is an error that names the key.
 */
final class Configuration {

    private static final String OURS = "DATABASE_";

    private final Map<String, String> values;

    private Configuration(Map<String, String> values) {
        this.values = values;
    }

    /** @param known every key there is */
    static Configuration read(Map<String, String> environment, Optional<Path> file, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        file.ifPresent(path -> values.putAll(fromFile(path, known)));
        environment.forEach((key, value) -> {
            if (known.contains(key)) {
                values.put(key, value);
            } else if (key.startsWith(OURS)) {
                throw unknown(key, "the environment", known);
            }
        });
        return new Configuration(values);
    }

    private static Map<String, String> fromFile(Path file, Set<String> known) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationError("The configuration file " + file + " cannot be read.");
        }
        Map<String, String> values = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (!known.contains(key)) {
                throw unknown(key, file.toString(), known);
            }
            values.put(key, properties.getProperty(key));
        }
        return values;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** @param form what the value must look like, for the error */
    <T> Optional<T> value(String key, String form, Function<String, T> reader) {
        return text(key).map(text -> {
            try {
                return reader.apply(text.strip());
            } catch (IllegalArgumentException e) {
                throw new ConfigurationError(key + " must be " + form + ".");
            }
        });
    }

    int number(String key, int least, int most, int otherwise) {
        String form = "a whole number from " + least + " to " + most;
        return value(key, form, text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) {
                        throw new IllegalArgumentException(form);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    boolean truth(String key, boolean otherwise) {
        return value(key, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1", "yes", "on" -> true;
                    case "false", "0", "no", "off" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(otherwise);
    }

    private static ConfigurationError unknown(String key, String where, Set<String> known) {
        return new ConfigurationError(
                "Unknown key " + key + " in " + where + ". Known are " + String.join(", ", new TreeSet<>(known)) + ".");
    }
}
