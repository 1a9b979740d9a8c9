package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {

    private final Battlefield field;

    AttackTest(TestDatabase database) throws SQLException {
        field = new Battlefield(database);
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    @ParameterizedTest
    @EnumSource
    void reachesNothingOfAnotherTenant(Attack attack) throws SQLException {
        assertThat(field.losses(attack)).isZero();
    }
}
