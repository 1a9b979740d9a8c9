package io.ghostworks.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.crypto.JwtAccessTokens;
import io.ghostworks.crypto.SecretKey;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens as an attacker would make them, even one who knows how ours are made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

    private static final String HEADER = "{\"alg\":\"HS256\"}";

    private final SecretKey secret = SecretKey.random();
    private final JwtAccessTokens ours = new JwtAccessTokens(secret);
    private final RunningServer server = RunningServer.start(Map.of("ACCESS_TOKEN_KEY", secret.text()));
    private final ApiClient nobody = ApiClient.of(server);
    private final Person person = nobody.newPerson();
    private final String good = person.logIn().get("access_token");

    @AfterAll
    void stop() {
        server.close();
    }

    private void refused(String token) {
        nobody.get("/auth/me").header("Authorization", "Bearer " + token).send().expect(401, "unauthenticated");
    }

    private Caller.Session caller() {
        return ours.read(good, Instant.now()).orElseThrow();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private String claims() {
        return good.split("\\.", 3)[1];
    }

    @Test
    void takesTheSchemeInAnyCaseAndNoOther() {
        for (String scheme : new String[] {"Bearer", "bearer", "BEARER"}) {
            nobody.get("/auth/me")
                    .header("Authorization", scheme + " " + good)
                    .send()
                    .expect(200);
        }
        for (String scheme : new String[] {"Basic", "Token", "Bearer:"}) {
            nobody.get("/auth/me")
                    .header("Authorization", scheme + " " + good)
                    .send()
                    .expect(401);
        }
        nobody.get("/auth/me").header("Authorization", good).send().expect(401);
        nobody.get("/auth/me").header("Cookie", "access_token=" + good).send().expect(401);
        nobody.get("/auth/me?access_token=" + good).send().expect(401);
    }

    @Test
    void refusesATokenOfAnotherKey() {
        refused(new JwtAccessTokens(SecretKey.random()).issue(caller(), Instant.now()));
    }

    @Test
    void refusesAlgorithmNone() {
        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            refused(part("{\"alg\":\"" + none + "\"}") + "." + claims() + ".");
            refused(part("{\"alg\":\"" + none + "\"}") + "." + claims() + "." + good.split("\\.", 3)[2]);
        }
        refused(part("{}") + "." + claims() + ".");
    }

    @Test
    void refusesAnotherAlgorithmWithTheRightKey() throws JOSEException, ParseException {
        for (JWSAlgorithm algorithm : new JWSAlgorithm[] {JWSAlgorithm.HS384, JWSAlgorithm.HS512}) {
            byte[] key = java.util.Arrays.copyOf(secret.derive("access tokens"), 64);
            SignedJWT token = new SignedJWT(
                    new JWSHeader(algorithm),
                    JWTClaimsSet.parse(new String(Base64.getUrlDecoder().decode(claims()), UTF_8)));
            token.sign(new MACSigner(key));
            refused(token.serialize());
        }
        for (String algorithm : new String[] {"RS256", "ES256", "EdDSA", "PS256"}) {
            refused(part("{\"alg\":\"" + algorithm + "\"}") + "." + claims() + "." + good.split("\\.", 3)[2]);
        }
    }

    @Test
    void refusesAPublicKeyThatIsTakenForASecret() throws Exception {
        ECKey key = JWKSet.parse(published().text()).getKeys().getFirst().toECKey();
        JWTClaimsSet claims =
                JWTClaimsSet.parse(new String(Base64.getUrlDecoder().decode(claims()), UTF_8));
        for (byte[] confused : List.of(
                key.toECPublicKey().getEncoded(),
                key.toJSONString().getBytes(UTF_8),
                published().body(),
                ("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(key.toECPublicKey().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(UTF_8))) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new MACSigner(confused));
            refused(token.serialize());
        }
    }

    @Test
    void refusesAKeyThatTheTokenBringsItselfOrNamesWrongly() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
        String ourId = JWKSet.parse(published().text()).getKeys().getFirst().getKeyID();
        JWTClaimsSet claims =
                JWTClaimsSet.parse(new String(Base64.getUrlDecoder().decode(claims()), UTF_8));
        for (JWSHeader header : List.of(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .jwk(own.toPublicJWK())
                        .keyID("mine")
                        .build(),
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .jwk(own.toPublicJWK())
                        .keyID(ourId)
                        .build(),
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .jwkURL(URI.create("https://attacker.example/keys"))
                        .keyID("mine")
                        .build(),
                new JWSHeader.Builder(JWSAlgorithm.ES256).build())) {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(own));
            refused(token.serialize());
        }
    }

    /** The psychic signature (CVE-2022-21449): r and s are zero. */
    @Test
    void refusesASignatureOfZeroes() {
        String[] parts = good.split("\\.", 3);

        refused(parts[0] + "." + parts[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]));
    }

    @Test
    void letsOthersVerifyATokenWithThePublishedKeys() throws Exception {
        DefaultJWTProcessor<SecurityContext> verifier = new DefaultJWTProcessor<>();
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(
                                server.uri().resolve("/.well-known/jwks.json").toURL())
                        .build()));

        JWTClaimsSet claims = verifier.process(good, null);

        assertThat(claims.getSubject()).isEqualTo(person.id());
        assertThat(claims.getIssuer()).isEqualTo("ghostworks");
        assertThat(published().header("Cache-Control")).contains("public, max-age=300");
        nobody.call("GET", "/.well-known/jwks.json?x=1").send().expect(400);
    }

    private Answer published() {
        return nobody.call("GET", "/.well-known/jwks.json").send().expect(200);
    }

    @Test
    void logsNobodyOutWhenTheSigningKeyIsChanged() {
        SecretKey next = SecretKey.random();
        try (RunningServer rotated = RunningServer.start(Map.of(
                "ACCESS_TOKEN_KEY", secret.text(), "ACCESS_TOKEN_SIGNING_KEYS", next.text() + ", " + secret.text()))) {
            ApiClient anybody = ApiClient.of(rotated);
            Person ada = anybody.newPerson();
            JwtAccessTokens before = new JwtAccessTokens(secret);
            Caller.Session session =
                    new JwtAccessTokens(next).read(ada.token(), Instant.now()).orElseThrow();

            assertThat(before.read(ada.token(), Instant.now())).isEmpty();
            anybody.with(before.issue(session, Instant.now()))
                    .get("/auth/me")
                    .send()
                    .expect(200);
            ada.api().get("/auth/me").send().expect(200);
        }
    }

    @Test
    void refusesAnExpiredToken() {
        Instant then = Instant.now().minus(ours.lifetime()).minus(Duration.ofSeconds(1));

        refused(ours.issue(caller(), then));
        nobody.with(ours.issue(caller(), then.plus(Duration.ofMinutes(1))))
                .get("/auth/me")
                .send()
                .expect(200);
    }

    @Test
    void case25RefusesATamperedToken() {
        String[] parts = good.split("\\.", 3);
        String other = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
                .replace(person.id(), UUID.randomUUID().toString());
        refused(parts[0] + "." + part(other) + "." + parts[2]);
        refused(part(HEADER + " ") + "." + parts[1] + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
        refused(good + "x");
        refused(good.substring(0, good.length() - 2));
        refused(parts[2] + "." + parts[1] + "." + parts[0]);
        refused("x".repeat(7_000));
    }

    @Test
    void refusesATokenThatWasMeantForSomethingElse() {
        refused(ours.issueVerification(
                new UserId(UUID.fromString(person.id())), new Email(person.email()), Instant.now()));
        refused(person.refreshToken());
    }

    @Test
    void refusesAGoodTokenOfNobodyAndOfNoSession() {
        refused(ours.issue(new Caller.Session(new UserId(UUID.randomUUID()), caller().session()), Instant.now()));
        refused(ours.issue(new Caller.Session(caller().user(), new SessionId(UUID.randomUUID())), Instant.now()));
        Person other = nobody.newPerson();
        Caller.Session stranger =
                ours.read(other.logIn().get("access_token"), Instant.now()).orElseThrow();
        refused(ours.issue(new Caller.Session(caller().user(), stranger.session()), Instant.now()));
        nobody.get("/auth/me")
                .header("Authorization", "Bearer " + ours.issue(caller(), Instant.now()))
                .send()
                .expect(200);
    }
}
