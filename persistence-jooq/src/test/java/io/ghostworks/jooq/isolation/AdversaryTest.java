package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.isolation.Hostile.Needs;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile statement, in every manner, directly and through a real PgBouncer in transaction mode. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdversaryTest {

    private final TestDatabase database;
    private final Battlefield field;
    private final Canary canary = new Canary();

    AdversaryTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.field = new Battlefield(database);
        field.asAdmin(canary.planting());
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    static Stream<Arguments> mannersAndThemes() {
        return Stream.of(Manner.values())
                .flatMap(manner -> Hostile.themes().stream().map(theme -> Arguments.of(manner, theme)));
    }

    @ParameterizedTest
    @MethodSource("mannersAndThemes")
    void showsNothingOfAnotherTenant(Manner manner, String theme) throws SQLException {
        assertThat(losses(database.app().jdbcUrl(), manner, theme))
                .as(seed(theme))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void case04ShowsNothingOfAnotherTenantThroughPgBouncer(Manner manner) throws SQLException {
        try (PgBouncer pooler = PgBouncer.start(database.app(), Map.of(field.role(), Battlefield.PASSWORD), 1)) {
            for (String theme : Hostile.themes()) {
                assertThat(losses(pooler.through(database.app()), manner, theme))
                        .as(seed(theme))
                        .isEmpty();
            }
        }
    }

    @Test
    void hasAtLeastFiveHundredStatements() {
        assertThat(Hostile.themes().stream()
                        .mapToInt(theme -> Hostile.of(theme).size())
                        .sum())
                .isGreaterThan(800);
        assertThat(Hostile.themes().stream()
                        .filter(theme -> !theme.equals(HostileGenerator.THEME))
                        .flatMap(theme -> Hostile.of(theme).stream()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(500);
    }

    private List<String> losses(String jdbcUrl, Manner manner, String theme) throws SQLException {
        try (Adversary adversary = new Adversary(database, field, canary, jdbcUrl, manner)) {
            return adversary.losses(manner, possible(theme));
        } catch (SQLException broken) {
            throw new SQLException(seed(theme), broken);
        } finally {
            field.asAdmin("alter role :app reset all");
        }
    }

    private static List<Hostile> possible(String theme) {
        return Hostile.of(theme).stream()
                .filter(attack -> Entrance.SEALED || attack.needs() == Needs.BARE)
                .toList();
    }

    private static String seed(String theme) {
        return theme.equals(HostileGenerator.THEME) ? "-Dghostworks.seed=" + HostileGenerator.seed() : theme;
    }
}
