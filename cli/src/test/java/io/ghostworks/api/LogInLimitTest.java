package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Guessing passwords, seen from behind a trusted proxy, so that each call may come from an address of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInLimitTest {

    private static final int FREE = 4;
    private static final String WRONG = "not the password";

    private final RunningServer server = RunningServer.start(
            Map.of("AUTH_ATTEMPTS_PER_MINUTE", Integer.toString(FREE), "TRUSTED_PROXIES", "127.0.0.0/8, 10.0.0.0/8"));
    private final ApiClient nobody = ApiClient.of(server);

    @AfterAll
    void stop() {
        server.close();
    }

    private ApiClient.Call from(String address, String email, String password) {
        return nobody.post("/auth/login")
                .header("X-Forwarded-For", address)
                .json(json("email", email, "password", password));
    }

    /** Registered from an address of their own. */
    private Person person(String address) {
        String email = "l-" + UUID.randomUUID() + "@example.com";
        String body = json("email", email, "password", "a good password");
        String id = nobody.post("/auth/register")
                .header("X-Forwarded-For", address)
                .json(body)
                .send()
                .expect(201)
                .get("id");
        return new Person(nobody, id, email, "a good password", nobody, "");
    }

    private static String unknown() {
        return "nobody-" + UUID.randomUUID() + "@example.com";
    }

    private List<Integer> guesses(int count, String email) {
        return IntStream.range(0, count)
                .mapToObj(i -> from("198.51.100." + i, email, WRONG).send().status())
                .toList();
    }

    @Test
    void limitsGuessesOfOnePasswordWhereverTheyComeFrom() {
        List<Integer> expected =
                IntStream.range(0, 25).mapToObj(i -> i < FREE ? 401 : 429).toList();

        assertThat(guesses(25, person("203.0.113.1").email())).isEqualTo(expected);
        assertThat(guesses(25, unknown())).isEqualTo(expected);
    }

    @Test
    void answersAKnownAndAnUnknownEmailAlikeWhenItIsTooEarly() {
        String known = person("203.0.113.2").email();
        String unknown = unknown();
        guesses(FREE, known);
        guesses(FREE, unknown);

        assertThat(List.of(known, unknown))
                .extracting(email -> from("192.0.2.99", email, WRONG)
                        .header("X-Request-Id", "the-same")
                        .send()
                        .expect(429, "rate_limited")
                        .text())
                .containsOnly(from("192.0.2.99", known, WRONG)
                        .header("X-Request-Id", "the-same")
                        .send()
                        .text());
    }

    @Test
    void letsAKnownDeviceInWhileOthersGuess() {
        Person victim = person("203.0.113.3");
        String cookie = from("192.0.2.1", victim.email(), victim.password())
                .send()
                .expect(200)
                .header("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/api/v1/auth/login");
        String device = cookie.split(";", 2)[0];
        guesses(FREE, victim.email());

        from("192.0.2.1", victim.email(), victim.password()).send().expect(429);
        for (int i = 0; i < 2 * FREE; i++) {
            Answer answer = from("192.0.2.1", victim.email(), victim.password())
                    .header("Cookie", device)
                    .send()
                    .expect(200);
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        Person other = person("203.0.113.4");
        guesses(FREE, other.email());
        from("192.0.2.1", other.email(), other.password())
                .header("Cookie", device)
                .send()
                .expect(429);
        String forged = device.substring(0, device.length() - 2) + (device.endsWith("AA") ? "BB" : "AA");
        from("192.0.2.1", victim.email(), victim.password())
                .header("Cookie", forged)
                .send()
                .expect(429);
    }

    @Test
    void limitsWhatAStolenDeviceMayGuess() {
        Person victim = person("203.0.113.5");
        String device = from("192.0.2.2", victim.email(), victim.password())
                .send()
                .expect(200)
                .header("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];

        assertThat(IntStream.range(0, FREE + 3)
                        .mapToObj(i -> from("198.51.100." + i, victim.email(), WRONG)
                                .header("Cookie", device)
                                .send()
                                .status()))
                .isEqualTo(IntStream.range(0, FREE + 3)
                        .mapToObj(i -> i < FREE ? 401 : 429)
                        .toList());
    }

    @Test
    void countsFailuresAlone() {
        Person person = person("203.0.113.6");
        for (int i = 0; i < 3 * FREE; i++) {
            from("192.0.2.3", person.email(), person.password()).send().expect(200);
        }
    }

    @Test
    void countsEachAddressBehindAProxyForItself() {
        for (int i = 0; i < 10 * FREE; i++) {
            from("192.0.2.4", unknown(), WRONG).send().expect(401);
        }

        from("192.0.2.4", unknown(), WRONG).send().expect(429);
        from("192.0.2.5", unknown(), WRONG).send().expect(401);
        // Whatever is left of the first address that no trusted proxy has, the caller wrote.
        from("192.0.2.77, 192.0.2.4", unknown(), WRONG).send().expect(429);
        from("192.0.2.77, 192.0.2.4, 10.1.1.1", unknown(), WRONG).send().expect(429);
        from("192.0.2.78", unknown(), WRONG)
                .andHeader("X-Forwarded-For", "192.0.2.4")
                .send()
                .expect(429);
        from("192.0.2.4:4711", unknown(), WRONG).send().expect(429);
        forwarded("for=192.0.2.77, For=\"192.0.2.4:4711\";proto=https;by=10.0.0.1")
                .expect(429);
        forwarded("for=192.0.2.79").expect(401);
    }

    private Answer forwarded(String value) {
        return nobody.post("/auth/login")
                .header("Forwarded", value)
                .json(json("email", unknown(), "password", WRONG))
                .send();
    }

    @Test
    void takesAnIpv6NetworkForOneAddress() {
        for (int i = 0; i < 10 * FREE; i++) {
            from("2001:db8:0:1::" + Integer.toHexString(i), unknown(), WRONG)
                    .send()
                    .expect(401);
        }

        from("2001:db8:0:1:ffff::1", unknown(), WRONG).send().expect(429);
        forwarded("for=\"[2001:db8:0:1::abcd]:443\"").expect(429);
        from("2001:db8:0:2::1", unknown(), WRONG).send().expect(401);
    }

    @Test
    void keepsNobodyOutOfASessionThatTheyHave() {
        Person person = person("203.0.113.7");
        Answer tokens =
                from("192.0.2.6", person.email(), person.password()).send().expect(200);
        for (int i = 0; i <= 10 * FREE; i++) {
            from("192.0.2.6", unknown(), WRONG).send();
        }
        from("192.0.2.6", unknown(), WRONG).send().expect(429);

        nobody.post("/auth/refresh")
                .header("X-Forwarded-For", "192.0.2.6")
                .json(json("refresh_token", tokens.get("refresh_token")))
                .send()
                .expect(200);
    }

    @Test
    void letsSuccessesAtABusyAddressCostTheOthersNothing() {
        Person person = person("203.0.113.8");
        // One failure before a wait at the address, so that each further attempt may begin one.
        for (int i = 0; i < 10 * FREE - 1; i++) {
            from("192.0.2.8", unknown(), WRONG).send().expect(401);
        }
        for (int i = 0; i < 5; i++) {
            from("192.0.2.8", person.email(), person.password()).send().expect(200);
        }

        from("192.0.2.8", unknown(), WRONG).send().expect(401);
        from("192.0.2.8", person.email(), person.password()).send().expect(429);
    }

    @Test
    void letsNoRegistrationsKeepAnybodyFromLoggingIn() {
        Person person = person("203.0.113.9");
        for (int i = 0; i < 10 * FREE; i++) {
            person("192.0.2.9");
        }
        nobody.post("/auth/register")
                .header("X-Forwarded-For", "192.0.2.9")
                .json(json("email", unknown(), "password", "a good password"))
                .send()
                .expect(429, "rate_limited");

        from("192.0.2.9", person.email(), person.password()).send().expect(200);
        person("192.0.2.10");
    }

    @Test
    void letsNoBadTokensKeepAnybodyOutOfASession() {
        Person person = person("203.0.113.10");
        Answer tokens =
                from("192.0.2.11", person.email(), person.password()).send().expect(200);
        for (int i = 0; i < 105; i++) {
            tokenFrom("192.0.2.11", "/auth/refresh", "refresh_token", "x").expect(401);
            tokenFrom("192.0.2.11", "/auth/verify-email", "token", "x").expect(422);
        }

        tokenFrom("192.0.2.11", "/auth/refresh", "refresh_token", tokens.get("refresh_token"))
                .expect(200);
        from("192.0.2.11", person.email(), person.password()).send().expect(200);
    }

    private Answer tokenFrom(String address, String path, String field, String token) {
        return nobody.post(path)
                .header("X-Forwarded-For", address)
                .json(json(field, token))
                .send();
    }

    @Test
    void believesNobodyButTrustedProxies() {
        try (RunningServer open = RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "1"))) {
            ApiClient direct = ApiClient.of(open);
            List<Integer> statuses = IntStream.range(0, 11)
                    .mapToObj(i -> direct.post("/auth/login")
                            .header("X-Forwarded-For", "192.0.2." + i)
                            .header("Forwarded", "for=192.0.2." + i)
                            .json(json("email", unknown(), "password", WRONG))
                            .send()
                            .status())
                    .toList();

            assertThat(statuses.subList(0, 10)).containsOnly(401);
            assertThat(statuses.getLast()).isEqualTo(429);
        }
    }
}
