package io.ghostworks.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.value.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantValuesTest {

    private static final JsonObject TOO_LARGE = new JsonObject(Map.of("k", "x".repeat(64 * 1024)));

    @Test
    void draftsWhatIsGivenAndDefaultsTheRest() {
        assertThat(TenantDraft.of("name", null, null, null))
                .isEqualTo(new TenantDraft("name", Optional.empty(), Optional.empty(), JsonObject.EMPTY));
        assertThat(TenantDraft.of("name", "slug", "", JsonObject.EMPTY))
                .isEqualTo(new TenantDraft("name", Optional.of(new Slug("slug")), Optional.of(""), JsonObject.EMPTY));
    }

    @Test
    void tellsEverythingThatIsWrongWithADraft() {
        assertThatThrownBy(() -> TenantDraft.of(null, "-", "x".repeat(10_001), TOO_LARGE))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactlyInAnyOrder("name", "slug", "description", "settings"));
        assertThatThrownBy(() -> TenantDraft.of("x".repeat(256), null, null, null))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void hasNoDraftThatBreaksARule() {
        assertThatThrownBy(() -> new TenantDraft("", Optional.empty(), Optional.empty(), TOO_LARGE))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactly("name", "settings"));
    }

    @Test
    void tellsEverythingThatIsWrongWithAChange() {
        assertThatThrownBy(() ->
                        new TenantChange(Optional.of(""), Optional.of("\0"), Optional.of(TOO_LARGE), Optional.empty()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactly("name", "description", "settings"));
    }

    @Test
    void countsTheBytesOfSettings() {
        int overhead = "{\"k\":\"\"}".length();
        String full = "é".repeat((64 * 1024 - overhead) / 2);
        JsonObject fits = new JsonObject(Map.of("k", full));
        JsonObject tooLarge = new JsonObject(Map.of("k", full + "é"));

        assertThat(TenantDraft.of("name", null, null, fits).settings()).isEqualTo(fits);
        assertThatThrownBy(() -> TenantDraft.of("name", null, null, tooLarge)).isInstanceOf(Invalid.class);
    }

    @Test
    void hasNoTenantWithTheNilId() {
        assertThatThrownBy(() -> new TenantId(new UUID(0, 0))).isInstanceOf(Invalid.class);
        assertThat(new TenantId(new UUID(0, 1))).hasToString("00000000-0000-0000-0000-000000000001");
    }

    @Test
    void spellsRolesInLowerCase() {
        for (Role role : Role.values()) {
            assertThat(Role.of(role.text())).isEqualTo(role);
        }
        for (String wrong : new String[] {"", "OWNER", "Owner", "owner ", "root"}) {
            assertThatThrownBy(() -> Role.of(wrong)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void ordersRoles() {
        assertThat(Role.OWNER.isAtLeast(Role.ADMIN)).isTrue();
        assertThat(Role.ADMIN.isAtLeast(Role.ADMIN)).isTrue();
        assertThat(Role.MEMBER.isAtLeast(Role.ADMIN)).isFalse();
    }
}
