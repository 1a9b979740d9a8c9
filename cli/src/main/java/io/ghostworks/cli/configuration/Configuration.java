package io.ghostworks.cli.configuration;

import io.ghostworks.cli.command.Nearest;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of the {@link Keys} from the environment and from a file, the environment winning, all read at once. A key that
 * looks like one of ours and is not, or a value that cannot be read, is an error that names the key.
 */
public final class Configuration {

    /** Names the file for every command, where {@code --config} does not. */
    public static final String FILE = "GHOSTWORKS_CONFIG";

    private static final String OURS = "DATABASE_";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final Map<String, Key<?>> KNOWN =
            Keys.ALL.stream().collect(Collectors.toUnmodifiableMap(Key::name, Function.identity()));

    private final Map<Key<?>, Object> values;

    private Configuration(Map<Key<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads every key.
     *
     * @param named the file that the command line names; else the environment may name one
     * @throws ConfigurationError if anything cannot be used
     */
    public static Configuration read(Map<String, String> environment, Optional<Path> named) {
        Map<Key<?>, Object> values = new HashMap<>();
        file(environment, named)
                .ifPresent(file -> fromFile(file).forEach((name, text) -> put(values, name, text, file.toString())));
        environment.forEach((name, text) -> {
            if (KNOWN.containsKey(name) || name.startsWith(OURS)) {
                put(values, name, text, "the environment");
            }
        });
        return new Configuration(values);
    }

    /** One key alone, for what has to be known before the others are read. */
    public static <T> T readOne(Key<T> key, Map<String, String> environment, Optional<Path> named) {
        Map<Key<?>, Object> values = new HashMap<>();
        file(environment, named).ifPresent(file -> {
            String text = fromFile(file).get(key.name());
            if (text != null) {
                put(values, key.name(), text, file.toString());
            }
        });
        String text = environment.get(key.name());
        if (text != null) {
            put(values, key.name(), text, "the environment");
        }
        return new Configuration(values).get(key);
    }

    private static Optional<Path> file(Map<String, String> environment, Optional<Path> named) {
        return named.or(() -> Optional.ofNullable(environment.get(FILE)).map(Path::of));
    }

    private static void put(Map<Key<?>, Object> values, String name, String text, String where) {
        Key<?> key = KNOWN.get(name);
        if (key == null) {
            throw new ConfigurationError("Unknown key " + name + " in " + where
                    + Nearest.of(name, KNOWN.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; docs/configuration.md lists those that there are."));
        }
        values.put(key, key.read(text));
    }

    private static Map<String, String> fromFile(Path file) {
        Properties properties = new Properties();
        if (Files.isDirectory(file)) {
            throw unreadable(file, "it is a directory");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unreadable(file, "it has more than " + MOST_BYTES + " bytes");
            }
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(in);
            }
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw unreadable(file, "a backslash with u must be followed by four hexadecimal digits");
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
        return properties.stringPropertyNames().stream()
                .sorted()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    private static ConfigurationError unreadable(Path file, String why) {
        return new ConfigurationError("The configuration file " + file + " cannot be read: " + why + ".");
    }

    /** Whether somebody set it. */
    boolean has(Key<?> key) {
        return values.containsKey(key);
    }

    /** What was set, else the default, if there is one. */
    @SuppressWarnings("unchecked") // Each value was put there by its key's own reader.
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) values.get(key)).or(key::initial);
    }

    /** For a key with a default. */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key.name() + " has no default"));
    }

    /** The same with another value. */
    <T> Configuration with(Key<T> key, T value) {
        Map<Key<?>, Object> changed = new HashMap<>(values);
        changed.put(key, value);
        return new Configuration(changed);
    }

    /** The address of the one database: with the role that may change the schema, else with the server's. */
    public Optional<DatabaseUrl> migrationDatabase() {
        return find(Keys.DATABASE_MIGRATION_URL).or(() -> find(Keys.DATABASE_URL));
    }

    /** The names of all keys. */
    public static List<String> names() {
        return Keys.ALL.stream().<String>map(Key::name).toList();
    }
}
