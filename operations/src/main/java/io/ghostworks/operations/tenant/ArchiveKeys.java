package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The keys of archives: Ed25519 (RFC 8032) in PEM files (RFC 7468), as {@code openssl genpkey -algorithm ed25519} writes them. Whoever imports needs
 * only the public one.
 */
public final class ArchiveKeys {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LONGEST_FILE = 10_000;

    private ArchiveKeys() {}

    /**
     * The key to sign with.
     *
     * @throws OperationProblem when the file can't be read or holds no such key
     */
    public static PrivateKey signing(Path file) {
        return read(
                file,
                PRIVATE,
                bytes -> KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    }

    /**
     * A key to verify with.
     *
     * @throws OperationProblem as {@link #signing}
     */
    public static PublicKey trusted(Path file) {
        return read(
                file, PUBLIC, bytes -> KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
    }

    /**
     * Makes a pair where there is no private key yet. The private file is readable by its owner alone, and is there whole or not at all.
     *
     * @throws OperationProblem when the files can't be written
     */
    public static void makeMissing(Path privateFile, Path publicFile) {
        if (Files.exists(privateFile)) {
            return;
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Path directory = privateFile.toAbsolutePath().resolveSibling("");
            Files.createDirectories(directory);
            Path whole = Files.createTempFile(directory, "archive", ".new", ownerOnly());
            try {
                Files.writeString(whole, pem(PRIVATE, pair.getPrivate().getEncoded()));
                // A link, unlike a move, does not replace what another process has put there meanwhile.
                Files.createLink(privateFile, whole);
                Files.writeString(publicFile, pem(PUBLIC, pair.getPublic().getEncoded()));
            } catch (FileAlreadyExistsException another) {
                // That one is as good.
            } finally {
                Files.delete(whole);
            }
        } catch (IOException e) {
            throw new OperationProblem(
                    Exit.MACHINE, "the key file " + privateFile + " can't be written: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The signature of these bytes, 64 bytes long. */
    public static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs anything", e);
        }
    }

    /** Whether these bytes were signed with the other half of that key. */
    public static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private interface Decoder<K> {
        K decode(byte[] bytes) throws GeneralSecurityException;
    }

    private static <K> K read(Path file, String kind, Decoder<K> decoder) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw noKey(file, kind, null);
            }
            String text = Files.readString(file);
            String begin = "-----BEGIN " + kind + "-----";
            int from = text.indexOf(begin);
            int to = text.indexOf("-----END " + kind + "-----");
            if (from < 0 || to < from) {
                throw noKey(file, kind, null);
            }
            return decoder.decode(Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to)));
        } catch (IOException e) {
            throw new OperationProblem(Exit.MACHINE, "the key file " + file + " can't be read: " + reason(e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw noKey(file, kind, e);
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "there is no such file";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static OperationProblem noKey(Path file, String kind, @org.jspecify.annotations.Nullable Throwable cause) {
        String make = kind.equals(PRIVATE) ? "openssl genpkey -algorithm ed25519" : "openssl pkey -pubout";
        return new OperationProblem(
                Exit.MACHINE,
                "the key file " + file + " holds no Ed25519 " + kind.toLowerCase(java.util.Locale.ROOT) + " as `" + make
                        + "` writes it",
                cause);
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }
}
