package io.ghostworks.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code gw_}, the 32 hexadecimal digits of its id, {@code _}, a secret of 256 random bits as 43 letters and
 * digits, and the CRC-32 of all that as six more. The checksum protects from nothing but typing errors: a key that was cut or
 * mistyped is refused without asking the database, and who searches files for leaked keys finds few others. Stored only as its
 * hash; never printed.
 */
public final class ApiKeyToken {

    /** What every key begins with. */
    public static final String BEGINNING = "gw_";

    private static final Pattern FORM = Pattern.compile("gw_([0-9a-f]{32})_[0-9A-Za-z]{49}");

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** 62 to the power of 43 is more than 2 to the power of 256. */
    private static final int SECRET_LENGTH = 43;

    private static final int CHECKSUM_LENGTH = 6;

    private final ApiKeyId id;
    private final String value;

    private ApiKeyToken(ApiKeyId id, String value) {
        this.id = id;
        this.value = value;
    }

    /** A new key; {@code random} must be unpredictable. */
    public static ApiKeyToken random(ApiKeyId id, RandomGenerator random) {
        StringBuilder text = new StringBuilder(prefix(id)).append('_');
        for (int i = 0; i < SECRET_LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new ApiKeyToken(id, text + checksum(text.toString()));
    }

    /** Reads the one spelling that a key has; empty for anything else. */
    public static Optional<ApiKeyToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int end = text.length() - CHECKSUM_LENGTH;
        if (!checksum(text.substring(0, end)).equals(text.substring(end))) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(HexFormat.of().parseHex(form.group(1)));
        return Optional.of(new ApiKeyToken(new ApiKeyId(new UUID(id.getLong(), id.getLong())), text));
    }

    /** What may be shown of the key of that id, and is enough to find it by. */
    public static String prefix(ApiKeyId id) {
        return BEGINNING + id.toString().replace("-", "");
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    /** The key that it claims to be. */
    public ApiKeyId id() {
        return id;
    }

    /** The whole text. */
    public String value() {
        return value;
    }

    /** SHA-256 of the text. */
    public TokenHash hash() {
        return TokenHash.of(value);
    }

    /** The program that came with it. */
    public Caller.ApiKey caller() {
        return new Caller.ApiKey(id, hash());
    }

    @Override
    public String toString() {
        return prefix(id) + "_…";
    }
}
