package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock on a whole table makes every tenant wait. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockTest {

    private final Battlefield field;

    LockTest(TestDatabase database) throws SQLException {
        field = new Battlefield(database);
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    /** All but the one that each SELECT takes: it stands in the way of changes to the schema alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "row share",
                "row exclusive",
                "share update exclusive",
                "share",
                "share row exclusive",
                "exclusive",
                "access exclusive"
            })
    void isRefusedOnEveryTable(String mode) throws SQLException {
        List<String> tables = field.readAsAdmin("select oid::regclass from pg_class"
                + " where relnamespace = 'ghostworks'::regnamespace and relkind in ('r', 'p', 'v')");
        assertThat(tables).contains("ghostworks.artifacts", "ghostworks.tenants", "ghostworks.users");
        assertThat(tables)
                .allSatisfy(table -> assertThat(field.refusal("lock table " + table + " in " + mode + " mode nowait"))
                        .isEqualTo("42501"));
    }

    @Test
    void wouldTakeAPrivilegeThatTheApplicationHasOfNoTable() throws SQLException {
        assertThat(field.readAsAdmin("select c.oid::regclass || ' ' || x.privilege_type"
                        + " from pg_class c, aclexplode(c.relacl) x"
                        + " where c.relnamespace = 'ghostworks'::regnamespace and c.relkind in ('r', 'p', 'v')"
                        + " and x.grantee in (0, 'authenticated_users'::regrole) and x.privilege_type <> 'SELECT'"))
                .isEmpty();
    }
}
