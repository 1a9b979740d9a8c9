package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.tenant.Role;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ActionTest {

    /** Who may, in an active workspace and in one that is switched off: m(ember), a(dmin), o(wner); and whether keys may. */
    private static final String TABLE = """
            READ_WORKSPACE                  mao | --- | keys
            CHANGE_WORKSPACE                -ao | --o |
            SWITCH_WORKSPACE_ON_OR_OFF      --o | --o |
            DELETE_WORKSPACE                --o | --o |
            READ_MEMBERS                    mao | --- | keys
            ADD_MEMBER                      -ao | --- |
            INVITE                          -ao | --- |
            CHANGE_MEMBER                   -ao | --- |
            REMOVE_MEMBER                   -ao | --- |
            CHANGE_OR_REMOVE_ADMIN_OR_OWNER --o | --- |
            GRANT_OWNER                     --o | --- |
            LEAVE                           mao | --- |
            MANAGE_API_KEYS                 -ao | --- |
            READ_ARTIFACTS                  mao | --- | keys
            WRITE_ARTIFACTS                 mao | --- | keys
            RESTORE_ARTIFACT                -ao | --- | keys
            """;

    @Test
    void allowsWhatTheTableSays() {
        String table = Arrays.stream(Action.values())
                .map(action -> "%-31s %s | %s |%s%n"
                        .formatted(
                                action,
                                letters(action::isAllowedTo),
                                letters(role -> action.isAllowedTo(role) && action.isAllowedInInactive(role)),
                                action.isOpenToKeys() ? " keys" : ""))
                .collect(Collectors.joining());

        assertThat(table).isEqualToNormalizingNewlines(TABLE);
    }

    @Test
    void tellsWhichRoleIsNeeded() {
        assertThat(Action.ADD_MEMBER.refusal()).isEqualTo("This needs the role admin or higher.");
        assertThat(Action.GRANT_OWNER.refusal()).isEqualTo("This needs the role owner.");
    }

    private static String letters(Predicate<Role> allowed) {
        return Arrays.stream(Role.values())
                .map(role -> allowed.test(role) ? role.text().substring(0, 1) : "-")
                .collect(Collectors.joining());
    }
}
