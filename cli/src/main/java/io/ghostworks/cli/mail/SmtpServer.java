package io.ghostworks.cli.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A mail server that takes messages, as {@code smtp://user:password@host:587}, {@code smtps://host:465}, or {@code
 * smtp://host:25?starttls=never}. Never printed with its password.
 */
public record SmtpServer(String host, int port, Security security, Optional<Login> login) {

    /** How the connection is protected. */
    public enum Security {
        /** In the clear until the server has agreed to TLS (RFC 3207), and given up where it does not. */
        STARTTLS,
        /** TLS from the first byte (RFC 8314, section 3.3). */
        TLS,
        /** In the clear: for a server on the same machine. */
        NONE
    }

    /** Who sends. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** @throws IllegalArgumentException with what is wrong, without the password */
    public static SmtpServer parse(String text) {
        URI uri = uri(text);
        Security security = security(uri);
        if (uri.getHost() == null || !uri.getRawPath().isEmpty() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("it needs a host, and nothing behind it but ?starttls=never");
        }
        Optional<Login> login = login(uri.getRawUserInfo());
        if (security == Security.NONE && login.isPresent()) {
            throw new IllegalArgumentException("with starttls=never the password would be sent in the clear");
        }
        int port = uri.getPort() == -1
                ? (security == Security.TLS ? 465 : security == Security.NONE ? 25 : 587)
                : uri.getPort();
        return new SmtpServer(uri.getHost(), port, security, login);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "it is no address such as smtp://user:password@host:587; encode other characters of a password with %");
        }
    }

    private static Security security(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        String query = uri.getRawQuery();
        if (scheme.equals("smtps") && query == null) {
            return Security.TLS;
        }
        if (scheme.equals("smtp") && (query == null || query.equals("starttls=required"))) {
            return Security.STARTTLS;
        }
        if (scheme.equals("smtp") && query.equals("starttls=never")) {
            return Security.NONE;
        }
        throw new IllegalArgumentException(
                "it begins with smtp:// or smtps://, and smtp:// may end with ?starttls=never");
    }

    private static Optional<Login> login(@org.jspecify.annotations.Nullable String userInfo) {
        if (userInfo == null) {
            return Optional.empty();
        }
        String[] parts = userInfo.split(":", 2);
        if (parts.length < 2 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("a user needs a password: smtp://user:password@host");
        }
        return Optional.of(new Login(decoded(parts[0]), decoded(parts[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return (security == Security.TLS ? "smtps://" : "smtp://")
                + login.map(who -> who + "@").orElse("") + host + ":" + port;
    }
}
