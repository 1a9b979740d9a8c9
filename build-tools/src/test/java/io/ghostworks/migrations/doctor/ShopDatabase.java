package io.ghostworks.migrations.doctor;

import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A database with the schema of {@code setup.sql}. Roles belong to the server, so in this database's SQL each role
 * {@code shop_…} gets a suffix, and what the doctor says is read without it.
 */
final class ShopDatabase implements AutoCloseable {
    private static final List<String> ROLES =
            List.of("shop_deploy", "shop_login", "shop_app", "shop_other", "shop_owner", "shop_seal");

    private final TestDatabase database = TestDatabases.shared().create();
    private final String suffix = database.name().substring("ghostworks_test".length());

    static ShopDatabase create() throws SQLException, IOException {
        ShopDatabase shop = new ShopDatabase();
        try {
            shop.run(read("setup.sql"));
            return shop;
        } catch (SQLException | IOException e) {
            shop.close();
            throw e;
        }
    }

    static String read(String name) throws IOException {
        try (InputStream file = ShopDatabase.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    DatabaseUrl url() {
        return database.admin();
    }

    DoctorOptions options() {
        return DoctorOptions.ghostworks().withAppRole("shop_app" + suffix).withSchemas(List.of("shop"));
    }

    DoctorOptions sealed() {
        return options().withSeal(new SealOptions("shop_seal" + suffix, "log_replication_commands", "shop.keys"));
    }

    void run(String sql) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                sql.replaceAll("\\bshop_(app|login|owner|other|deploy|seal)\\b", "$0" + suffix));
    }

    /** Executes a fix as the doctor wrote it. */
    void repair(String fix) throws SQLException {
        Sql.run(database.adminDataSource(), fix);
    }

    List<Finding> examine() {
        return new Doctor(url(), options()).examine();
    }

    /** What one rule alone finds, which is quicker. */
    List<Finding> examine(Rule rule) throws SQLException {
        try (Connection connection = Doctor.open(url())) {
            return new Examination(connection, sealed()).apply(rule);
        }
    }

    String withSuffix(String role) {
        return role + suffix;
    }

    String withoutSuffix(String object) {
        return object.replace(database.name(), "shop_database").replace(suffix, "");
    }

    @Override
    public void close() throws SQLException {
        for (String role : ROLES) {
            // A privilege on a parameter outlives the database.
            Sql.run(
                    database.adminDataSource(),
                    "do $$ begin if to_regrole('" + role + suffix + "') is not null then drop owned by " + role + suffix
                            + " cascade; end if; end $$");
        }
        database.close();
        for (String role : ROLES) {
            Sql.run(TestDatabases.shared().admin().dataSource(), "drop role if exists " + role + suffix);
        }
    }
}
