package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every attack succeeds once the protection that it names is gone. */
@ExtendWith(DatabaseExtension.class)
class AttackTeethTest {

    @ParameterizedTest
    @EnumSource
    void getsThroughWithoutTheProtection(Attack attack, TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            field.asAdmin(attack.weakening());
            assertThat(field.losses(attack)).isPositive();
        }
    }
}
