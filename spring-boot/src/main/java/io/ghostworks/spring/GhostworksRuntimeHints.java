package io.ghostworks.spring;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** For a native image: what we read as resources, and the interfaces of JDBC that we stand in front of by proxies. */
final class GhostworksRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<Class<?>> GUARDED = List.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            Array.class,
            DatabaseMetaData.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources().registerPattern("ghostworks/migration/*.sql").registerPattern("ghostworks/schema/*.sql");
        GUARDED.forEach(type -> hints.proxies().registerJdkProxy(type));
    }
}
