package io.ghostworks.migrations.database;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes one {@link DatabaseUrl} apart. Used once. Its messages name a part of the text, never its value. */
final class DatabaseUrlParser {
    private static final String EXPECTED = "; expected postgresql://user:password@host:5432/database";
    private static final Pattern SCHEME = Pattern.compile(
            "(?:postgres(?:ql)?(?:\\+\\w+)?://|jdbc:postgresql:(?<slashes>//)?)(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<v6>[0-9a-fA-F:.%\\w]+)]|(?<name>[^:\\[\\]]*))(?::(?<port>.*))?");

    private final String text;
    private @Nullable String user;
    private @Nullable String password;

    DatabaseUrlParser(String text) {
        this.text = text.strip();
    }

    DatabaseUrl parse() {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            throw malformed("does not start with postgresql://");
        }
        String rest = scheme.group("rest");
        if (text.startsWith("jdbc:") && scheme.group("slashes") == null) {
            rest = "localhost/" + rest;
        }
        String[] addressAndQuery = rest.split("\\?", 2);
        // The last @, since people leave one in a password unescaped; a host has none.
        String address = addressAndQuery[0];
        int at = address.lastIndexOf('@');
        if (at >= 0) {
            credentials(address.substring(0, at));
        }
        DatabaseUrlOptions options =
                addressAndQuery.length < 2 ? new DatabaseUrlOptions() : options(addressAndQuery[1]);
        user = options.own("user").orElse(user);
        password = options.own("password").orElse(password);
        String[] hostsAndDatabase = address.substring(at + 1).split("/", 2);
        String database = options.own("dbname")
                .orElse(hostsAndDatabase.length < 2 ? "" : decode(hostsAndDatabase[1], "the database name"));
        if (database.isEmpty()) {
            throw malformed("names no database");
        }
        String hosts = hosts(
                options.own("host").map(DatabaseUrlParser::bracketed).orElse(hostsAndDatabase[0]), options.own("port"));
        return new DatabaseUrl(
                "jdbc:postgresql://" + hosts + "/" + encode(database) + options.query(), database, user, password);
    }

    static String jdbc(String host, int port, String database) {
        String written = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + written + ":" + port + "/" + encode(database);
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void credentials(String part) {
        String[] both = part.split(":", 2);
        user = both[0].isEmpty() ? null : decode(both[0], "the user");
        password = both.length < 2 || both[1].isEmpty() ? null : decode(both[1], "the password");
    }

    private DatabaseUrlOptions options(String query) {
        DatabaseUrlOptions options = new DatabaseUrlOptions();
        for (String pair : query.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            String name = decode(nameAndValue[0], "an option");
            String value = nameAndValue.length < 2 ? "" : decode(nameAndValue[1], "an option");
            if (!name.isEmpty()) {
                options.add(name, value);
            }
        }
        return options;
    }

    /** Hosts of an option, where IPv6 has no brackets. */
    private static String bracketed(String hosts) {
        return Arrays.stream(hosts.split(",", -1))
                .map(host -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
                .collect(Collectors.joining(","));
    }

    /** What was given as an option of that name wins: one for all, or one for each. */
    private String hosts(String part, Optional<String> ports) {
        List<String> hosts = new ArrayList<>();
        List<String> given = ports.map(list -> List.of(list.split(",", -1))).orElse(List.of());
        String[] parts = part.split(",", -1);
        if (given.size() > 1 && given.size() != parts.length) {
            throw malformed("has a different number of ports than hosts");
        }
        for (String one : parts) {
            String lower = one.toLowerCase(Locale.ROOT);
            if (lower.startsWith("/") || lower.startsWith("%2f") || lower.startsWith("@")) {
                throw malformed("names a Unix socket, which pgjdbc cannot use: write a host and a port");
            }
            Matcher host = HOST.matcher(one);
            if (!host.matches()) {
                throw malformed("has a malformed host");
            }
            String name = host.group("v6") != null ? "[" + host.group("v6") + "]" : host.group("name");
            String port = given.isEmpty() ? host.group("port") : given.get(given.size() == 1 ? 0 : hosts.size());
            hosts.add((name == null || name.isEmpty() ? "localhost" : name) + ":" + port(port));
        }
        return String.join(",", hosts);
    }

    private int port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 5432;
        }
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65535) {
            throw malformed("has a port that is not a number from 1 to 65535");
        }
        return Integer.parseInt(digits);
    }

    private String decode(String value, String what) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '%') {
                out.put(utf8[i]);
                continue;
            }
            int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
            int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw malformed(
                        "has a % in " + what + " that two hexadecimal digits do not follow (write %25 for a %)");
            }
            out.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed("has bytes in " + what + " that are not UTF-8");
        }
    }

    static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("the database URL " + what + EXPECTED);
    }
}
