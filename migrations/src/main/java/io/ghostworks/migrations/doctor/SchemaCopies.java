package io.ghostworks.migrations.doctor;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes copies of a database without its rows, for {@link Proof}. Found by {@link ServiceLoader}; a checkout has one. */
public interface SchemaCopies {
    /** The one on the class path. */
    static Optional<SchemaCopies> find() {
        return ServiceLoader.load(SchemaCopies.class, SchemaCopies.class.getClassLoader())
                .findFirst();
    }

    /**
     * Copies all schemas of a database, which is only read, with the roles that they name.
     *
     * @param scratch a superuser's address of the server for the copy; empty for one that is started
     * @throws DatabaseProblem when a server can't be reached
     */
    Copy copy(DatabaseUrl live, Optional<String> scratch);

    /** A copy, gone when it is closed. */
    interface Copy extends AutoCloseable {
        /** A superuser's address. */
        DatabaseUrl url();

        /** What could not be copied, each with the reason. */
        List<String> missing();

        @Override
        void close();
    }
}
