package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.User;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnboardingTest {

    private final Town town = new Town();
    private final Onboarding onboarding =
            new Onboarding(town.database.accounts(), town.database.directory(), town.timeAndIds);

    @Test
    void addsAUserAndATenantThatTheUserOwns() {
        User ada = onboarding.addUser(Town.email("ada"));
        Tenant acme = onboarding.addTenant(TenantDraft.named("Acme"), ada.id());

        Member owner = town.database
                .tenancy()
                .read(new Scope(acme.id(), ada.id()), stores -> stores.members().get(ada.id()));

        assertThat(acme.slug()).isEqualTo(new Slug("acme"));
        assertThat(owner.role()).isEqualTo(Role.OWNER);
        assertThat(owner.isActive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "!!!!!!!!", "password", "        "})
    void letsNoPasswordLogInAUserWhoHasNone(String password) {
        onboarding.addUser(Town.email("ada"));

        assertThatThrownBy(() -> town.accounts.logIn(Town.email("ada").value(), password))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void refusesAnEmailAndASlugThatAreTaken() {
        User ada = onboarding.addUser(Town.email("ada"));
        onboarding.addTenant(TenantDraft.of("Acme", "acme", null, null), ada.id());

        assertThatThrownBy(() -> onboarding.addUser(Town.email("ada"))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> onboarding.addTenant(TenantDraft.of("Other", "acme", null, null), ada.id()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void findsAnotherSlugWhereNoneWasAskedFor() {
        User ada = onboarding.addUser(Town.email("ada"));
        onboarding.addTenant(TenantDraft.named("Acme"), ada.id());

        Tenant second = onboarding.addTenant(TenantDraft.named("Acme"), ada.id());

        assertThat(second.slug().value()).matches("acme-[0-9a-z]{4}");
    }
}
