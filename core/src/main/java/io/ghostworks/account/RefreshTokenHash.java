package io.ghostworks.account;

import java.util.HexFormat;

/** What is stored of a {@link RefreshToken}: 32 bytes. Equal by content. */
public final class RefreshTokenHash {

    private final byte[] bytes;

    RefreshTokenHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefreshTokenHash that && java.util.Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes, 0, 4) + "…";
    }
}
