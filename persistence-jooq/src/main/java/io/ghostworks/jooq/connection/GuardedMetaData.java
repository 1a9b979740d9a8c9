package io.ghostworks.jooq.connection;

import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a tenant's code may ask of the database's metadata: which product it is, in which version. */
final class GuardedMetaData extends Guard {

    private static final Set<String> PASSING = Set.of(
            "getDatabaseMinorVersion",
            "getDatabaseProductName",
            "getDatabaseProductVersion",
            "getDriverMajorVersion",
            "getDriverMinorVersion",
            "getDriverName",
            "getDriverVersion");

    private GuardedMetaData(Lease lease, DatabaseMetaData metaData) {
        super(lease, metaData, PASSING);
    }

    static DatabaseMetaData of(Lease lease) throws SQLException {
        lease.requireOpen();
        return new GuardedMetaData(lease, lease.connection().getMetaData()).as(DatabaseMetaData.class);
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            // jOOQ asks, to log a warning of every version but the newest; ours are tested by our build.
            case "getDatabaseMajorVersion" -> Integer.MAX_VALUE;
            case "getConnection" -> lease.guarded();
            case "isWrapperFor" -> false;
            default -> pass(method, arguments);
        };
    }
}
