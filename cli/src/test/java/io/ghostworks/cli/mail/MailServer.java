package io.ghostworks.cli.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on this machine, for {@code localhost}, that keeps what it takes. */
public final class MailServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private volatile int refusal;

    private MailServer(UnaryOperator<SMTPServer.Builder> settings) {
        server = settings.apply(new SMTPServer.Builder()
                        .hostName("localhost")
                        .insertReceivedHeaders(false)
                        .messageHandler((context, from, to, data) -> take(data)))
                .build();
        server.start();
    }

    private void take(byte[] data) throws RejectException {
        if (refusal != 0) {
            throw new RejectException(refusal, "no");
        }
        messages.add(new String(data, StandardCharsets.UTF_8));
    }

    /** One that wants neither TLS nor a password. */
    static MailServer open(int port) {
        return new MailServer(settings -> settings.port(port));
    }

    /** One that wants TLS, and the password {@code right} of {@code me}. */
    static MailServer strict(Path keys) {
        return new MailServer(settings -> settings.port(0)
                .enableTLS()
                .requireTLS()
                .requireAuth()
                .startTlsSocketFactory(tls(keys))
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("me") || !password.equals("right")) {
                        throw new LoginFailedException();
                    }
                })));
    }

    /** One that speaks TLS from the first byte. */
    static MailServer encrypted(Path keys) {
        return new MailServer(settings -> settings.port(0).serverSocketFactory(tls(keys)));
    }

    int port() {
        return server.getPortAllocated();
    }

    /** What it takes from now on gets this answer. */
    void refuse(int code) {
        refusal = code;
    }

    List<String> messages() {
        return messages;
    }

    /** So many messages, once they are there. */
    List<String> await(int count) {
        Instant end = Instant.now().plusSeconds(30);
        while (messages.size() < count) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(messages.size() + " messages, not " + count);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A key pair with a certificate for localhost that nobody signed. */
    static Path keys(Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return file;
    }

    /** Trusts that certificate alone. */
    static SSLSocketFactory trusting(Path keys) {
        return tls(keys).getSocketFactory();
    }

    private static SSLContext tls(Path keys) {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, PASSWORD);
            KeyStore certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, null);
            certificates.setCertificateEntry("mail", store.getCertificate("mail"));
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(certificates);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
