package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.authoring.command.ScratchCopies;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.doctor.Doctor;
import io.ghostworks.migrations.doctor.DoctorOptions;
import io.ghostworks.migrations.doctor.Proof;
import io.ghostworks.migrations.doctor.ProofReport;
import io.ghostworks.migrations.doctor.SchemaCopies;
import io.ghostworks.migrations.doctor.Severity;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
class SchemaCopyTest {
    @Test
    void copiesOurSchemaWholeAndProvesItClosed(TestDatabase database) {
        SchemaCopies copies = SchemaCopies.find().orElseThrow();
        assertThat(copies).isInstanceOf(ScratchCopies.class);
        DatabaseUrl admin = TestDatabases.shared().admin();
        String scratch = admin.jdbcUrl()
                .replaceFirst("^jdbc:postgresql://", "postgresql://" + admin.user() + ":" + admin.password() + "@");
        try (SchemaCopies.Copy copy = copies.copy(database.admin(), Optional.of(scratch))) {
            assertThat(copy.missing()).isEmpty();
            assertThat(SchemaSnapshot.read(database.admin(), "ghostworks")
                            .differences(SchemaSnapshot.read(copy.url(), "ghostworks")))
                    // The engine writes the columns of a trigger in an order of its own, which says the same.
                    .allMatch(difference -> difference.part().kind().equals("trigger")
                            && String.valueOf(difference.found()).contains(" UPDATE OF "));
            // What the server itself grants to PUBLIC is no part of a schema, and a warning.
            assertThat(new Doctor(copy.url(), DoctorOptions.ghostworks()).examine())
                    .noneMatch(finding -> finding.severity() == Severity.ERROR);

            ProofReport report = Proof.run(copy.url(), DoctorOptions.ghostworks(), Optional.empty());
            assertThat(report.findings()).noneMatch(finding -> finding.rule().equals("proved-open"));
            assertThat(report.closed()).contains("table ghostworks.artifacts");
        }
    }
}
