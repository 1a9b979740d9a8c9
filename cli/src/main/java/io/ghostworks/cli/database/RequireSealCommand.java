package io.ghostworks.cli.database;

import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The last step of the upgrade to sealed contexts. */
@Command(
        name = "require-seal",
        mixinStandardHelpOptions = true,
        description = {
            "Has the database refuse a tenant context without a seal, once no server from before the seal is left.",
            "A database that had no tenants when it was upgraded has done so from the first."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class RequireSealCommand extends DatabaseTask {

    @Option(
            names = "--off",
            description =
                    "Accept contexts without a seal again: SQL as the application's role can then choose its tenant."
                            + " For the time before a downgrade.")
    private boolean off;

    @Override
    Exit run() {
        try (ChosenDatabase chosen = open(false)) {
            SealKeys keys = new SealKeys(chosen.url());
            if (off) {
                keys.stopRequiring();
            } else {
                keys.require();
            }
            print(
                    new Requirement(!off),
                    List.of(
                            off
                                    ? "The database accepts tenant contexts without a seal. Do not leave it so."
                                    : "The database refuses a tenant context without a seal."));
            return Exit.OK;
        }
    }

    /** For JSON. */
    record Requirement(boolean required) {}
}
