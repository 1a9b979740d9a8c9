package io.ghostworks.migrations.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisioningTest {
    @Test
    void holdsNoPasswordInAnyStatement() {
        Provisioning provisioning = new Provisioning("shop", "shop_app", "hunter2", "shop_sign_in", "correct horse");
        assertThat(provisioning.steps())
                .extracting(ProvisioningStep::sql)
                .noneMatch(sql -> sql.contains("hunter2") || sql.contains("correct horse"));
        assertThat(provisioning).asString().doesNotContain("hunter2", "correct horse");
    }

    @Test
    void refusesOneRoleForTheApplicationAndForSigningIn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Provisioning("shop", "both", null, "both", null))
                .withMessageContaining("both");
    }

    @Test
    void quotesEveryName() {
        assertThat(new Provisioning("a\"b", "it's", null).steps())
                .extracting(ProvisioningStep::sql)
                .contains(
                        "create database \"a\"\"b\" template template0 encoding 'UTF8'", "create role \"it's\" login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789012345678901234567890123456789012345678901234567890123", "a\0b"})
    void refusesANameThatPostgresqlWouldCutOrRefuse(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Provisioning(name, "app", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Provisioning("shop", name, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Provisioning("shop", "app", null, name, null));
    }
}
