package io.ghostworks.crypto;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The compact form of a signed token (RFC 7515, section 3.1) in its only spelling: Base64url without padding, without
 * characters that a decoder passes over, and without bits behind the last byte (RFC 4648, section 3.5).
 */
final class CompactForm {

    /** Ours have some 350. */
    private static final int MAX_LENGTH = 1024;

    private static final Pattern THREE_PARTS = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern DOT = Pattern.compile("\\.");

    private CompactForm() {}

    static boolean isCanonical(String token) {
        return token.length() <= MAX_LENGTH
                && THREE_PARTS.matcher(token).matches()
                && DOT.splitAsStream(token).allMatch(CompactForm::isCanonicalPart);
    }

    private static boolean isCanonicalPart(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
