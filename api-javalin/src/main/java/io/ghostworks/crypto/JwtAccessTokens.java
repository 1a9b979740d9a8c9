package io.ghostworks.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.ghostworks.account.AccessTokens;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Invalid;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@link AccessTokens} as JSON Web Tokens signed with ES256 (RFC 7519, RFC 7515, RFC 7518), so that whoever has the public keys can
 * verify them and nobody but us can make them. A key is good for one algorithm, whatever a token's header claims (RFC 8725, section
 * 3.1): those for ES256 are found by their id, and the one for HS256, with which servers of before signed, is no other's. A token is
 * good for the one audience it names. Of all spellings that a lenient reader takes for one token, {@link CompactForm} lets one pass.
 */
public final class JwtAccessTokens implements AccessTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration VERIFICATION_LIFETIME = Duration.ofDays(3);
    private static final String ISSUER = "ghostworks";
    private static final String ACCESS = "access";
    private static final String VERIFICATION = "verify-email";
    private static final String SESSION_CLAIM = "sid";
    private static final String EMAIL_CLAIM = "email";

    private final SigningKey signing;
    /** By id, the signing one first. */
    private final Map<String, SigningKey> keys = new LinkedHashMap<>();

    private final MACVerifier verifierOfBefore;
    private final RememberedTokens remembered = new RememberedTokens();

    /** Tokens that are signed with a key of this secret. */
    public JwtAccessTokens(SecretKey secret) {
        this(secret, List.of());
    }

    /**
     * Tokens that are signed with a key of the first of {@code others}. All of them verify, and so does {@code secret}, which signs
     * where there are none.
     */
    public JwtAccessTokens(SecretKey secret, List<SecretKey> others) {
        for (SecretKey each : others) {
            add(SigningKey.of(each));
        }
        add(SigningKey.of(secret));
        this.signing = keys.values().iterator().next();
        try {
            this.verifierOfBefore = new MACVerifier(secret.derive("access tokens"));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key is as long as HS256 asks for", e);
        }
    }

    private void add(SigningKey key) {
        keys.putIfAbsent(key.id(), key);
    }

    /** The public keys that verify the tokens, as a JSON Web Key Set (RFC 7517, section 5). */
    public String publicKeys() {
        return new JWKSet(keys.values().stream().<JWK>map(SigningKey::publicKey).toList()).toString();
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public String issue(Caller.Session caller, Instant now) {
        return signed(claims(caller.user(), ACCESS, now, LIFETIME)
                .claim(SESSION_CLAIM, caller.session().toString())
                .build());
    }

    @Override
    public Optional<Caller.Session> read(String token, Instant now) {
        return remembered
                .find(token, now)
                .or(() -> claims(token, ACCESS, now).flatMap(claims -> {
                    Optional<Caller.Session> caller = caller(claims);
                    caller.ifPresent(named -> remembered.add(
                            token, named, claims.getExpirationTime().toInstant()));
                    return caller;
                }));
    }

    @Override
    public String issueVerification(UserId user, Email email, Instant now) {
        return signed(claims(user, VERIFICATION, now, VERIFICATION_LIFETIME)
                .claim(EMAIL_CLAIM, email.value())
                .build());
    }

    @Override
    public Optional<Verification> readVerification(String token, Instant now) {
        return claims(token, VERIFICATION, now)
                .flatMap(claims -> uuid(claims.getSubject())
                        .flatMap(user -> email(claims.getClaim(EMAIL_CLAIM))
                                .map(email -> new Verification(new UserId(user), email))));
    }

    private static Optional<Caller.Session> caller(JWTClaimsSet claims) {
        return uuid(claims.getSubject())
                .flatMap(user -> uuid(claims.getClaim(SESSION_CLAIM))
                        .map(session -> new Caller.Session(new UserId(user), new SessionId(session))));
    }

    private static JWTClaimsSet.Builder claims(UserId user, String audience, Instant now, Duration lifetime) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .subject(user.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    private String signed(JWTClaimsSet claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(signing.id())
                    .build();
            byte[] input = new SignedJWT(header, claims).getSigningInput();
            return new String(input, StandardCharsets.US_ASCII) + "." + signing.sign(header, input);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key signs ES256", e);
        }
    }

    private Optional<JWTClaimsSet> claims(String text, String audience, Instant now) {
        if (!CompactForm.isCanonical(text)) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (!isAuthentic(token)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            new Verifier(audience, now).verify(claims, null);
            return Optional.of(claims);
        } catch (ParseException | JOSEException | BadJWTException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isAuthentic(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
            return token.verify(verifierOfBefore);
        }
        SigningKey key = keys.get(String.valueOf(header.getKeyID()));
        return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && key != null
                && key.verify(header, token.getSigningInput(), token.getSignature());
    }

    /** Checks issuer, audience and time at a moment that is given. */
    private static final class Verifier extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final Date now;

        Verifier(String audience, Instant now) {
            super(audience, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "exp"));
            setMaxClockSkew(0);
            this.now = Date.from(now);
        }

        @Override
        protected Date currentTime() {
            return now;
        }
    }

    private static Optional<UUID> uuid(@Nullable Object claim) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(claim)));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<Email> email(@Nullable Object claim) {
        try {
            return Optional.of(new Email(String.valueOf(claim)));
        } catch (Invalid notOne) {
            return Optional.empty();
        }
    }
}
