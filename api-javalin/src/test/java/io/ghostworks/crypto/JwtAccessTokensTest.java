package io.ghostworks.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.testing.contract.account.AccessTokensContract;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JwtAccessTokensTest implements AccessTokensContract {

    private final SecretKey secret = SecretKey.random();
    private final AccessTokens tokens = new JwtAccessTokens(secret);
    private final AccessTokens others = new JwtAccessTokens(SecretKey.random());

    @Override
    public AccessTokens tokens() {
        return tokens;
    }

    @Override
    public AccessTokens tokensOfAnotherKey() {
        return others;
    }

    @Test
    void readsATokenThatWasIssuedBeforeARestart() {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        AccessTokens restarted = new JwtAccessTokens(SecretKey.parse(secret.text()));

        assertThat(restarted.read(tokens.issue(caller, now), now)).contains(caller);
    }

    @Test
    void readsTokensOfServersFromBeforeUntilTheyExpire() throws JOSEException {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        String before = ofBefore(caller, now, secret);

        assertThat(tokens.read(before, now)).contains(caller);
        assertThat(tokens.read(before, now.plus(tokens.lifetime()))).isEmpty();
        assertThat(others.read(before, now)).isEmpty();
        assertThat(new JwtAccessTokens(secret, List.of(SecretKey.random())).read(before, now))
                .contains(caller);
    }

    /** As they were made until there was ES256. */
    private static String ofBefore(Caller.Session caller, Instant now, SecretKey secret) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("ghostworks")
                        .audience("access")
                        .subject(caller.user().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(15))))
                        .claim("sid", caller.session().toString())
                        .build());
        token.sign(new MACSigner(secret.derive("access tokens")));
        return token.serialize();
    }

    @Test
    void endsNoTokenWhileTheKeyIsChanged() {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        SecretKey first = SecretKey.random();
        SecretKey second = SecretKey.random();
        // Servers are restarted one by one, so each generation meets the tokens of the one before and of the one after.
        List<JwtAccessTokens> generations = List.of(
                new JwtAccessTokens(secret),
                new JwtAccessTokens(secret, List.of(secret, first)),
                new JwtAccessTokens(secret, List.of(first, secret)),
                new JwtAccessTokens(secret, List.of(first)),
                new JwtAccessTokens(secret, List.of(first, second)),
                new JwtAccessTokens(secret, List.of(second, first)),
                new JwtAccessTokens(secret, List.of(second)));

        for (int i = 1; i < generations.size(); i++) {
            AccessTokens older = generations.get(i - 1);
            AccessTokens newer = generations.get(i);
            assertThat(newer.read(older.issue(caller, now), now))
                    .as("older than " + i)
                    .contains(caller);
            // The third takes the old one out only once nothing of it is left.
            assertThat(older.read(newer.issue(caller, now), now))
                    .as("newer than " + (i - 1))
                    .contains(caller);
        }
        assertThat(generations.getLast().read(generations.get(3).issue(caller, now), now))
                .as("of a key that was taken out")
                .isEmpty();
    }

    @Test
    void publishesTheKeysThatVerifyAndNothingElseOfThem() throws ParseException {
        SecretKey next = SecretKey.random();
        JWKSet published = JWKSet.parse(new JwtAccessTokens(secret, List.of(next, secret)).publicKeys());

        assertThat(published.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
        assertThat(published.getKeys())
                .extracting(JWK::getKeyID)
                .containsExactly(SigningKey.of(next).id(), SigningKey.of(secret).id());
    }

    /** The derivation is a promise: other bytes here would end all tokens at an upgrade. */
    @Test
    void derivesTheSameKeyFromTheSameSecretForever() {
        SecretKey fixed = SecretKey.parse(Base64.getEncoder().encodeToString(new byte[32]));

        assertThat(SigningKey.of(fixed).id()).isEqualTo("Z3E1rrNeiPRGYSvIgAA9NIlUBgbPUEIAg2GqYa4Obbc");
    }

    @Test
    void makesAndTakesOneOfTheTwoSignaturesThatAreEquallyGood() throws JOSEException, ParseException {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        BigInteger order = Curve.P_256.toECParameterSpec().getOrder();
        ECKey key = SigningKey.of(secret).publicKey();
        for (int i = 0; i < 50; i++) {
            String token = tokens.issue(caller, now);
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
            BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
            assertThat(s).isLessThanOrEqualTo(order.shiftRight(1));
            byte[] other = order.subtract(s).toByteArray();
            System.arraycopy(other, Math.max(0, other.length - 32), signature, 32, 32);
            String twin = token.substring(0, token.lastIndexOf('.') + 1)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);

            assertThat(SignedJWT.parse(token).verify(new ECDSAVerifier(key))).isTrue();
            assertThat(SignedJWT.parse(twin).verify(new ECDSAVerifier(key))).isTrue();
            assertThat(tokens.read(twin, now)).isEmpty();
            assertThat(tokens.read(token, now)).contains(caller);
        }
    }

    @Test
    void forgetsATokenThatItRemembersOnceItHasExpired() {
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        String token = tokens.issue(caller, now);
        assertThat(tokens.read(token, now)).contains(caller);
        assertThat(tokens.read(token, now.plus(tokens.lifetime()).minusSeconds(1)))
                .contains(caller);

        assertThat(tokens.read(token, now.plus(tokens.lifetime()))).isEmpty();
    }

    @Test
    void readsATokenInOneSpellingOnly() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        String access = tokens.issue(caller, now);
        String verification = tokens.issueVerification(caller.user(), new Email("ada@example.com"), now);
        assertThat(tokens.read(access, now)).isPresent();
        assertThat(tokens.readVerification(verification, now)).isPresent();

        assertThat(spellings(access))
                .hasSizeGreaterThan(100)
                .allSatisfy(other -> assertThat(tokens.read(other, now)).isEmpty());
        assertThat(spellings(verification))
                .allSatisfy(
                        other -> assertThat(tokens.readVerification(other, now)).isEmpty());
        assertThat(tokens.read(access, now)).contains(caller);
    }

    /** All of them the same bytes to a lenient decoder. */
    private static List<String> spellings(String token) {
        List<String> all = new ArrayList<>(List.of(token + "=", token + "==", token.replaceFirst("\\.", "=.")));
        for (String passedOver : List.of("!", " ", "\n", "%", "é", "*", "=", "+", "/")) {
            for (int at = token.lastIndexOf('.') + 1; at <= token.length(); at += 4) {
                all.add(token.substring(0, at) + passedOver + token.substring(at));
            }
            all.add(passedOver + token);
        }
        all.add(token + "!".repeat(900));
        // 64 bytes leave four bits of the last character unused.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        for (int unused = 1; unused < 16; unused++) {
            all.add(token.substring(0, token.length() - 1) + alphabet.charAt(last + unused));
        }
        return all;
    }

    @Test
    void remembersNoMoreThanItsBytes() {
        RememberedTokens remembered = new RememberedTokens();
        Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
        Instant expires = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i < 50_000; i++) {
            remembered.add(i + "x".repeat(1_000), caller, expires);
        }

        assertThat(remembered.bytes()).isBetween(1L, RememberedTokens.MAX_BYTES);
    }

    @Test
    void readsMoreTokensThanItRemembers() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i < 10_000; i++) {
            Caller.Session caller = new Caller.Session(new UserId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
            assertThat(tokens.read(tokens.issue(caller, now), now)).contains(caller);
        }
    }
}
