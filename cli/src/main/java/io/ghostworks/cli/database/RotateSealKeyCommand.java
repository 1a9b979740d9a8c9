package io.ghostworks.cli.database;

import io.ghostworks.cli.configuration.PrivateFile;
import io.ghostworks.cli.configuration.SealKeySource;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A new key without downtime: the database accepts both until the last server has the new one. */
@Command(
        name = "rotate-seal-key",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new key that tenant contexts are sealed with: gives it to the database, which goes on accepting the"
                    + " others, and then writes it into the file of the key, from where servers take it within a second.",
            "With --finish, once every server has it, the database forgets all others."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:refused: the database does not have the configured key",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class RotateSealKeyCommand extends DatabaseTask {

    @ArgGroup
    private final Step step = new Step();

    /** At most one; none makes a new key. */
    private static final class Step {
        @Option(names = "--add", description = "Give the database the configured key, and make none.")
        private boolean add;

        @Option(names = "--finish", description = "Have the database forget every key but the configured one.")
        private boolean finish;
    }

    @Override
    Exit run() {
        SealKeySource source = sealKey();
        try (ChosenDatabase chosen = open(false)) {
            SealKeys keys = new SealKeys(chosen.url());
            if (step.finish) {
                finish(keys, source.key().get());
            } else if (step.add) {
                SealKey key = source.key().get();
                keys.add(key.bytes());
                report(keys, key, List.of("The database accepts the key " + key.id() + "."));
            } else {
                rotate(keys, source.file());
            }
            return Exit.OK;
        }
    }

    /** The database first: no server may seal with a key that it does not have yet. */
    private void rotate(SealKeys keys, Path file) {
        SealKey key = SealKey.random();
        keys.add(key.bytes());
        try {
            PrivateFile.replace(file, key.text() + "\n");
        } catch (IOException e) {
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.REFUSED,
                    "the database has the new key " + key.id() + ", but it could not be written into " + file + ": "
                            + e.getMessage() + "; run this again",
                    e);
        }
        report(
                keys,
                key,
                List.of(
                        "The database accepts the new key " + key.id() + " beside the others, and " + file
                                + " holds it.",
                        "When every server has it: `db rotate-seal-key --finish`."));
    }

    private void finish(SealKeys keys, SealKey key) {
        if (!keys.ids().contains(key.id())) {
            throw new DatabaseProblem("the database does not have the configured key " + key.id()
                    + "; nothing was changed; `db rotate-seal-key --add` gives it to the database");
        }
        int removed = keys.removeAllBut(key.id());
        report(keys, key, List.of("The database accepts the key " + key.id() + " alone; it forgot " + removed + "."));
    }

    private void report(SealKeys keys, SealKey key, List<String> lines) {
        print(new Rotated(key.id(), keys.ids()), lines);
    }

    /** For JSON: names of keys, which tell nothing of them. */
    record Rotated(String key, List<String> accepted) {}
}
