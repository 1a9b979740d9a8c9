package io.ghostworks.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * A key pair for ES256 (RFC 7518, section 3.4) that comes from a secret, so that all servers with the secret have the same pair and
 * nothing else is to be kept. Safe for all threads.
 *
 * <p>Anyone can make a second signature of each that they have seen, since {@code s} and {@code n - s} are as good as each other. Only
 * the smaller one is made and taken, so a token stays one text.
 */
final class SigningKey {

    private static final ECParameterSpec CURVE = Curve.P_256.toECParameterSpec();
    private static final BigInteger ORDER = CURVE.getOrder();
    private static final BigInteger HALF = ORDER.shiftRight(1);
    private static final int COORDINATE_BYTES = 32;

    private final ECKey publicKey;
    private final ECDSASigner signer;
    private final ECDSAVerifier verifier;

    private SigningKey(ECPrivateKey secret, ECPublicKey point) throws JOSEException {
        this.signer = new ECDSASigner(secret);
        this.verifier = new ECDSAVerifier(point);
        this.publicKey = new ECKey.Builder(Curve.P_256, point)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint()
                .build();
    }

    /** The pair of a secret. */
    static SigningKey of(SecretKey secret) {
        // 384 bits, so that what is left after the division is even enough (FIPS 186-5, section A.2.1).
        byte[] bits = Arrays.copyOf(secret.derive("access token signature"), 48);
        System.arraycopy(secret.derive("access token signature, more bits"), 0, bits, 32, 16);
        BigInteger number =
                new BigInteger(1, bits).mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE);
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            ECPrivateKey key = (ECPrivateKey) keys.generatePrivate(new ECPrivateKeySpec(number, CURVE));
            return new SigningKey(key, point(keys, key));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("every Java platform has ECDSA on P-256", e);
        }
    }

    /** The platform multiplies points only as a key agreement: one with the generator answers the x of the public key. */
    private static ECPublicKey point(KeyFactory keys, ECPrivateKey key) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(CURVE.getGenerator(), CURVE)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        // A square root, as p is 3 modulo 4.
        BigInteger y = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB())
                .modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        ECPublicKey one = point(keys, x, y);
        ECPublicKey other = point(keys, x, p.subtract(y));
        return belong(key, one) ? one : other;
    }

    private static ECPublicKey point(KeyFactory keys, BigInteger x, BigInteger y) throws GeneralSecurityException {
        return (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
    }

    private static boolean belong(ECPrivateKey key, ECPublicKey point) throws GeneralSecurityException {
        byte[] anything = "which of the two".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(anything);
        byte[] made = signature.sign();
        signature.initVerify(point);
        signature.update(anything);
        return signature.verify(made);
    }

    /** What anybody may know of it, named by its thumbprint (RFC 7638). */
    ECKey publicKey() {
        return publicKey;
    }

    String id() {
        return publicKey.getKeyID();
    }

    Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
        byte[] signature = signer.sign(header, input).decode();
        BigInteger s = s(signature);
        if (s.compareTo(HALF) > 0) {
            byte[] smaller = ORDER.subtract(s).toByteArray();
            Arrays.fill(signature, COORDINATE_BYTES, 2 * COORDINATE_BYTES, (byte) 0);
            int length = Math.min(smaller.length, COORDINATE_BYTES);
            System.arraycopy(smaller, smaller.length - length, signature, 2 * COORDINATE_BYTES - length, length);
        }
        return Base64URL.encode(signature);
    }

    boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
        byte[] bytes = signature.decode();
        return bytes.length == 2 * COORDINATE_BYTES
                && s(bytes).compareTo(HALF) <= 0
                && verifier.verify(header, input, signature);
    }

    private static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, COORDINATE_BYTES, 2 * COORDINATE_BYTES));
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
