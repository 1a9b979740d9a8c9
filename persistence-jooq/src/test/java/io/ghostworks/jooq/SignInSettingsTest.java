package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ghostworks.account.User;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.testing.contract.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that embeds the library says how people sign in only if they sign in through it. */
@ExtendWith(DatabaseExtension.class)
class SignInSettingsTest {

    private final TestDatabase database;

    SignInSettingsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void doesAllButAccountsWithoutARoleToSignInWith() {
        User owner;
        Tenant tenant;
        try (Database whole = Database.open(TestPorts.settings(database), TestPorts.key(database))) {
            World world = new World(TestPorts.of(whole, database));
            owner = world.user();
            tenant = world.tenant("acme", owner.id());
        }
        try (Database without = Database.open(app(), TestPorts.key(database));
                Database over = Database.over(database.appDataSource(), TestPorts.key(database))) {
            for (Database adapter : new Database[] {without, over}) {
                Scope scope = new Scope(tenant.id(), owner.id());
                assertThat(adapter.directory().list(owner.id())).hasSize(1);
                assertThat(adapter.tenancy()
                                .<Tenant>read(scope, stores -> stores.tenant().get()))
                        .isEqualTo(tenant);
                assertThat(adapter.tables().<Integer>read(scope, dsl -> dsl.fetchCount(dsl.selectOne())))
                        .isEqualTo(1);
                assertThatIllegalStateException()
                        .isThrownBy(adapter::accounts)
                        .withMessageContainingAll("ghostworks_sign_in", "DatabaseSettings.withSignIn");
            }
        }
    }

    @Test
    void refusesTheApplicationsOwnRoleForIt() {
        DatabaseSettings settings = app();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withSignIn(settings.jdbcUrl(), settings.user(), "secret"))
                .withMessageContaining("must differ from the application's");
    }

    @Test
    void refusesTheApplicationsOwnConnectionsForIt() {
        try (Database twice = Database.over(
                        database.appDataSource(), () -> TestPorts.key(database), database.appDataSource());
                Database superuser = Database.over(
                        database.appDataSource(), () -> TestPorts.key(database), database.adminDataSource())) {
            for (Database adapter : new Database[] {twice, superuser}) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> adapter.accounts().findCredentials(World.email()))
                            .withMessageContainingAll("authenticated_users", "ghostworks_sign_in");
                }
            }
        }
    }

    @Test
    void opensAtMostThreeConnectionsAndNoSecondRoleBehindThem() {
        DatabaseSettings signIn = app().withSignIn("jdbc:postgresql://h/db", "sign_in", "secret")
                .withPool(50, 50, java.time.Duration.ofSeconds(1))
                .ofSignIn()
                .orElseThrow();

        assertThat(signIn.poolSize() + signIn.maxOverflow()).isEqualTo(3);
        assertThat(signIn.user()).isEqualTo("sign_in");
        assertThat(signIn.ofSignIn()).isEmpty();
    }

    @Test
    void printsNoPassword() {
        DatabaseSettings settings = app().withSignIn("jdbc:postgresql://h/db?password=secret", "sign_in", "secret");

        assertThat(settings.toString() + settings.signIn()).doesNotContain("secret");
    }

    private DatabaseSettings app() {
        DatabaseUrl app = database.app();
        return DatabaseSettings.of(app.jdbcUrl(), String.valueOf(app.user()), String.valueOf(app.password()));
    }
}
