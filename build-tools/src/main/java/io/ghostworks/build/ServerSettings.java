package io.ghostworks.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** PostgreSQL's settings. Values go through a shell, so they hold no space and no quote. */
record ServerSettings(Map<String, String> values) {
    static final ServerSettings PERSISTENT =
            new ServerSettings(Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "100"));

    /** An ephemeral server need not survive a crash, so it never waits for the disk; many tests share it, so it takes many connections. */
    static final ServerSettings EPHEMERAL = new ServerSettings(Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "max_wal_size", "512MB",
            "shared_buffers", "48MB",
            "max_connections", "300"));

    ServerSettings {
        Map<String, String> all = new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "timezone", "UTC",
                "log_timezone", "UTC"));
        all.putAll(values);
        values = Map.copyOf(all);
    }

    /** Makes a cluster with the same order and case rules on every machine, and messages in English. */
    List<String> initdb(Path data, Path passwordFile) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        letters().ifPresent(locale -> arguments.add("--lc-ctype=" + locale));
        if ("off".equals(values.get("fsync"))) {
            arguments.add("--no-sync");
        }
        return arguments;
    }

    /**
     * The system's locale that knows all letters, by the name it has there. pg_trgm asks the system what a letter is, not
     * the built-in locale, and would pass over every name that is not in ASCII.
     */
    private static Optional<String> letters() {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Linux")) {
            return Optional.of("C.UTF-8");
        }
        return system.startsWith("Mac") ? Optional.of("en_US.UTF-8") : Optional.empty();
    }

    /** Starts the server and waits until it accepts connections. */
    List<String> start(Path data, int port, Duration patience) {
        StringBuilder options = new StringBuilder("-p ").append(port);
        values.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        return List.of(
                "-D",
                data.toString(),
                "-s",
                "-o",
                options.toString(),
                "-w",
                "-t",
                Long.toString(patience.toSeconds()),
                "start");
    }
}
