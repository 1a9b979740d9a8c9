package io.ghostworks.cli.database;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.doctor.DoctorOptions;
import io.ghostworks.migrations.doctor.Finding;
import io.ghostworks.migrations.doctor.Proof;
import io.ghostworks.migrations.doctor.ProofReport;
import io.ghostworks.migrations.doctor.SchemaCopies;
import io.ghostworks.migrations.doctor.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the doctor tries what it reads. */
final class ProofOptions {
    @Option(
            names = "--prove",
            description =
                    "Makes two tenants in a scratch copy of the schemas, and tries to cross from one to the other.")
    private boolean prove;

    @Option(
            names = "--enter",
            paramLabel = "SQL",
            description =
                    "With --prove: opens the context of the tenant {n}, whose id is {tenant} and whose texts are {word}."
                            + " Default: sets --setting")
    private @Nullable String enter;

    @Option(
            names = "--scratch",
            paramLabel = "URL",
            description =
                    "With --prove: a superuser's address of the server for the copy (default: $$DATABASE_SCRATCH_URL,"
                            + " else a container or the embedded PostgreSQL).")
    private @Nullable String scratch;

    /** What there is to say after the proof, and what it found closed; the findings alone where none is asked for. */
    Proved apply(DatabaseUrl live, DoctorOptions options, List<Finding> found) {
        if (!prove) {
            if (enter != null || scratch != null) {
                throw new IllegalArgumentException("--enter and --scratch go with --prove");
            }
            return new Proved(found, Optional.empty());
        }
        SchemaCopies copies = SchemaCopies.find()
                .orElseThrow(() -> new DatabaseProblem(
                        DatabaseProblem.Kind.CONFIGURATION,
                        "--prove needs the tools of a checkout, ./ghostworks: this program cannot copy a schema"));
        try (SchemaCopies.Copy copy = copies.copy(live, Optional.ofNullable(scratch))) {
            ProofReport report = Proof.run(copy.url(), options, Optional.ofNullable(enter));
            List<Finding> all = new ArrayList<>(report.judge(found));
            all.addAll(report.findings());
            copy.missing().forEach(what -> all.add(notCopied(what)));
            return new Proved(all.stream().sorted().toList(), Optional.of(report.closed()));
        }
    }

    private static Finding notCopied(String what) {
        return new Finding(
                "not-proved",
                Severity.INFO,
                "copy",
                "A statement of the copy was refused",
                "What it makes was not tried.",
                what,
                "");
    }

    /**
     * What is left to report.
     *
     * @param closed the objects that the proof found closed; empty where there was none
     */
    record Proved(List<Finding> findings, Optional<Set<String>> closed) {
        /** As a line of the report. */
        String summary() {
            return closed.map(objects -> "Proved: the same for one tenant, whatever rows another has: "
                            + (objects.isEmpty()
                                    ? "nothing"
                                    : String.join(
                                            ", ", objects.stream().sorted().toList()))
                            + ".\n")
                    .orElse("");
        }
    }
}
