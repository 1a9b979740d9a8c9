package io.ghostworks.authoring.command;

import io.ghostworks.authoring.MigrationProject;
import io.ghostworks.authoring.SchemaCopy;
import io.ghostworks.authoring.Scratch;
import io.ghostworks.build.ScratchServer;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.doctor.SchemaCopies;
import java.util.List;
import java.util.Optional;

/** Copies on the same servers that the other commands use for scratch databases. */
public final class ScratchCopies implements SchemaCopies {
    /** For {@link java.util.ServiceLoader}. */
    public ScratchCopies() {}

    @Override
    public Copy copy(DatabaseUrl live, Optional<String> scratch) {
        ScratchServer server =
                ScratchServer.open(scratch.isPresent() ? scratch.get() : System.getenv("DATABASE_SCRATCH_URL"));
        try {
            Scratch databases = Scratch.open(server.admin(), MigrationProject.ofProgram());
            try {
                return new Made(server, databases, SchemaCopy.of(live, databases));
            } catch (RuntimeException e) {
                databases.close();
                throw e;
            }
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private record Made(ScratchServer server, Scratch databases, SchemaCopy copy) implements Copy {
        @Override
        public DatabaseUrl url() {
            return copy.url();
        }

        @Override
        public List<String> missing() {
            return copy.missing();
        }

        @Override
        public void close() {
            try (server;
                    databases) {
                // Both, in the end.
            }
        }
    }
}
