package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pgcodekeeper.core.PgDiff;
import org.pgcodekeeper.core.database.base.jdbc.IJdbcConnector;
import org.pgcodekeeper.core.ignorelist.IgnoreList;
import org.pgcodekeeper.core.ignorelist.IgnoreSchemaList;
import org.pgcodekeeper.core.ignorelist.IgnoredObject;
import org.pgcodekeeper.core.loader.DatabaseLoader;
import org.pgcodekeeper.core.loader.LoaderFactory;
import org.pgcodekeeper.core.model.difftree.DbObjType;
import org.pgcodekeeper.core.model.difftree.DiffTree;
import org.pgcodekeeper.core.model.difftree.TreeElement;
import org.pgcodekeeper.core.monitor.NullMonitor;
import org.pgcodekeeper.core.schema.AbstractDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/** The statements that lead from one schema to another, by pgCodeKeeper. The only class that knows it. */
final class SchemaKeeper {
    /** Of a whole database, and so nobody's migration of one schema. */
    private static final Set<DbObjType> ELSEWHERE = EnumSet.of(
            DbObjType.EXTENSION,
            DbObjType.CAST,
            DbObjType.EVENT_TRIGGER,
            DbObjType.FOREIGN_DATA_WRAPPER,
            DbObjType.SERVER,
            DbObjType.USER_MAPPING);

    static {
        // It tells every query it makes.
        String level = "org.slf4j.simpleLogger.log.org.pgcodekeeper";
        if (System.getProperty(level) == null) {
            System.setProperty(level, "off");
        }
    }

    private final List<String> schemas;

    SchemaKeeper(String schema) {
        this(List.of(schema));
    }

    SchemaKeeper(List<String> schemas) {
        this.schemas = List.copyOf(schemas);
    }

    /**
     * What is in these schemas of a database now. What the engine cannot parse (in a function's body, {@code normalize(t, NFC)})
     * it passes on as it stands, and knows less of what depends on what. Whether its script then leads to the wanted schema is
     * found by executing it, as for every script.
     */
    AbstractDatabase read(DatabaseUrl url) {
        IgnoreSchemaList only = new IgnoreSchemaList();
        only.setShow(false);
        for (String schema : schemas) {
            only.add(new IgnoredObject(schema, null, true, false, false, false, EnumSet.noneOf(DbObjType.class)));
        }
        DatabaseLoader loader =
                LoaderFactory.createJdbcLoader(settings(), "UTC", new Connector(url), new NullMonitor(), only);
        try {
            return loader.loadAndAnalyze();
        } catch (IOException e) {
            throw new DatabaseProblem("the diff engine cannot read " + url + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("interrupted while reading " + url, e);
        }
    }

    /** The statements, one after the other, in the order of their dependencies. */
    String script(AbstractDatabase from, AbstractDatabase to) {
        try {
            CoreSettings settings = settings();
            TreeElement root = DiffTree.create(settings, from, to);
            root.setAllChecked();
            return new PgDiff(settings).diff(root, from, to, List.of(), List.of(), history());
        } catch (IOException e) {
            throw new DatabaseProblem("the diff engine failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("interrupted in the diff engine", e);
        }
    }

    private static IgnoreList history() {
        IgnoreList ignored = new IgnoreList();
        ignored.add(new IgnoredObject("flyway_schema_history.*", true, true, false, EnumSet.noneOf(DbObjType.class)));
        return ignored;
    }

    private static CoreSettings settings() {
        CoreSettings settings = new CoreSettings();
        settings.setIgnoreColumnOrder(true);
        settings.setKeepNewlines(true);
        settings.setAllowedTypes(Arrays.stream(DbObjType.values())
                .filter(type -> !ELSEWHERE.contains(type))
                .toList());
        return settings;
    }

    private record Connector(DatabaseUrl url) implements IJdbcConnector {
        @Override
        public Connection getConnection() throws IOException {
            try {
                return url.dataSource().getConnection();
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public String getBatchDelimiter() {
            return "";
        }

        @Override
        public String getUrl() {
            return url.toString();
        }
    }
}
