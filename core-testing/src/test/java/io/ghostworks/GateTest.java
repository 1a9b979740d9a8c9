package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.memory.InMemoryGhostworks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {

    private static final Caller.Session CALLER =
            new Caller.Session(new UserId(new UUID(1, 1)), new SessionId(new UUID(2, 2)));
    private static final TenantId TENANT = new TenantId(new UUID(3, 3));
    private static final Tenancy TENANCY = new InMemoryGhostworks().tenancy();

    /** What member, admin, owner are told: (+) come in, (f)orbidden, (i)nactive; active workspace | switched off. */
    private static final String TABLE = """
            READ_WORKSPACE                  +++ | iii
            CHANGE_WORKSPACE                f++ | ii+
            SWITCH_WORKSPACE_ON_OR_OFF      ff+ | ii+
            DELETE_WORKSPACE                ff+ | ii+
            READ_MEMBERS                    +++ | iii
            ADD_MEMBER                      f++ | iii
            INVITE                          f++ | iii
            CHANGE_MEMBER                   f++ | iii
            REMOVE_MEMBER                   f++ | iii
            CHANGE_OR_REMOVE_ADMIN_OR_OWNER ff+ | iii
            GRANT_OWNER                     ff+ | iii
            LEAVE                           +++ | iii
            MANAGE_API_KEYS                 f++ | iii
            READ_ARTIFACTS                  +++ | iii
            WRITE_ARTIFACTS                 +++ | iii
            RESTORE_ARTIFACT                f++ | iii
            """;

    @Test
    void tellsMembersWhatTheTableSays() {
        String table = Arrays.stream(Action.values())
                .map(action -> "%-31s %s | %s%n".formatted(action, answers(action, true), answers(action, false)))
                .collect(Collectors.joining());

        assertThat(table).isEqualToNormalizingNewlines(TABLE);
    }

    @ParameterizedTest
    @EnumSource
    void tellsStrangersThatThereIsNothing(Action action) {
        assertThat(answer(action, new Standing(true, Optional.empty(), true))).isEqualTo("not_found");
        assertThat(answer(action, new Standing(true, Optional.empty(), false))).isEqualTo("not_found");
    }

    @ParameterizedTest
    @EnumSource
    void tellsNothingToWhoIsNotSignedIn(Action action) {
        for (Optional<Role> role : Stream.concat(
                        Stream.of(Optional.<Role>empty()),
                        Arrays.stream(Role.values()).map(Optional::of))
                .toList()) {
            assertThat(answer(action, new Standing(false, role, true))).isEqualTo("unauthenticated");
            assertThat(answer(action, new Standing(false, role, false))).isEqualTo("unauthenticated");
        }
    }

    @Test
    void opensTheTenantThatItNamesForItsCaller() {
        List<Scope> opened = new ArrayList<>();
        Tenancy noting = new Tenancy() {
            @Override
            public <T> T within(Scope scope, Supplier<? extends T> work) {
                throw new AssertionError("nobody is let in unasked");
            }

            @Override
            public <T> T read(Scope scope, Function<? super TenantStores, ? extends T> work) {
                throw new AssertionError("nobody is let in unasked");
            }

            @Override
            public <T> T write(Scope scope, Function<? super TenantStores, ? extends T> work) {
                throw new AssertionError("nobody is let in unasked");
            }

            @Override
            public <T> T read(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
                assertThat(admission.caller()).isEqualTo(CALLER);
                opened.add(scope);
                return TENANCY.read(scope, work);
            }

            @Override
            public <T> T write(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
                assertThat(admission.caller()).isEqualTo(CALLER);
                opened.add(scope);
                return TENANCY.write(scope, work);
            }
        };
        Gate gate = new Gate(noting, CALLER, TENANT, Action.LEAVE);

        assertThat(gate.<Integer>read(stores -> 1) + gate.<Integer>write(stores -> 2))
                .isEqualTo(3);
        gate.run(stores -> {});

        assertThat(opened).hasSize(3).containsOnly(new Scope(TENANT, CALLER.user()));
    }

    private static String answers(Action action, boolean tenantActive) {
        return Arrays.stream(Role.values())
                .map(role -> answer(action, new Standing(true, Optional.of(role), tenantActive)))
                .map(answer -> switch (answer) {
                    case "" -> "+";
                    case "forbidden" -> "f";
                    case "workspace_inactive" -> "i";
                    default -> answer;
                })
                .collect(Collectors.joining());
    }

    private static String answer(Action action, Standing standing) {
        try {
            new Gate(TENANCY, CALLER, TENANT, action).admit(standing);
            return "";
        } catch (GhostworksException refused) {
            return refused.code();
        }
    }
}
