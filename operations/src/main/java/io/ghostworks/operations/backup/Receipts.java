package io.ghostworks.operations.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.ArchiveKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a drill and a look at the backups leave behind: {@code backup-drill.json} and {@code backup-status.json} in a directory, each with a signature
 * ({@code .sig}) by the key of tenants' archives, so that a drill that was not can't be passed off as one. Whoever reads needs only the public key there.
 */
public final class Receipts {
    /** The name of a drill's. */
    public static final String DRILL = "backup-drill";

    /** The name of that of a look at the backups. */
    public static final String STATUS = "backup-status";

    private static final int LONGEST = 1024 * 1024;

    private final Path directory;

    public Receipts(Path directory) {
        this.directory = directory;
    }

    /**
     * A receipt that is there.
     *
     * @param content empty where it is not JSON
     * @param isGenuine whether the signature is that of the key whose public half is there
     */
    public record Receipt(JsonNode content, boolean isGenuine) {}

    /**
     * Signs it, and puts it in the place of an earlier one. The key is made where there is none.
     *
     * @throws OperationProblem when it can't be written
     */
    public void keep(String name, String json) {
        Path key = directory.resolve("archive.key");
        ArchiveKeys.makeMissing(key, directory.resolve("archive.pub"));
        byte[] bytes = json.getBytes(UTF_8);
        try {
            put(name + ".sig", ArchiveKeys.sign(ArchiveKeys.signing(key), bytes));
            put(name + ".json", bytes);
        } catch (IOException e) {
            throw new OperationProblem(
                    Exit.MACHINE, "the receipt can't be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path whole = Files.createTempFile(directory, name, ".new");
        Files.write(whole, bytes);
        Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The last one of that name; empty where there is none. What can't be read or verified is not genuine. */
    public Optional<Receipt> find(String name) {
        Path file = directory.resolve(name + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.size(file) > LONGEST ? new byte[0] : Files.readAllBytes(file);
            return Optional.of(new Receipt(JsonMapper.shared().readTree(bytes), isGenuine(name, bytes)));
        } catch (IOException | JacksonException e) {
            return Optional.of(new Receipt(JsonMapper.shared().createObjectNode(), false));
        }
    }

    private boolean isGenuine(String name, byte[] bytes) {
        try {
            return ArchiveKeys.verifies(
                    ArchiveKeys.trusted(directory.resolve("archive.pub")),
                    bytes,
                    Files.readAllBytes(directory.resolve(name + ".sig")));
        } catch (IOException | OperationProblem e) {
            return false;
        }
    }
}
