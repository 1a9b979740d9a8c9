package io.ghostworks.testing.contract.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.User;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may change and delete a tenant, when nobody asked before the write. */
public interface TenantRoleContract extends Contract {

    @Test
    default void refusesAMemberWhoChangesOrDeletesATenant() {
        Room room = world().room();
        refuses(room, as(room, Role.MEMBER), renaming(), Forbidden.class);
        refuses(room, as(room, Role.MEMBER), switching(false), Forbidden.class);
        refusesToDelete(room, as(room, Role.MEMBER), Forbidden.class);
    }

    @Test
    default void letsAnAdminChangeATenantAndNeitherSwitchItOffNorDeleteIt() {
        Room room = world().room();
        Room admins = as(room, Role.ADMIN);

        assertThat(update(admins, renaming()).name()).isEqualTo("renamed");
        refuses(room, admins, switching(false), Forbidden.class);
        refusesToDelete(room, admins, Forbidden.class);
    }

    @Test
    default void leavesATenantThatIsSwitchedOffToItsOwners() {
        Room room = world().room();
        Room admins = as(room, Role.ADMIN);
        update(room, switching(false));

        refuses(room, admins, renaming(), Forbidden.class);
        refuses(room, admins, switching(true), Forbidden.class);
        assertThat(update(room, renaming()).name()).isEqualTo("renamed");
        assertThat(update(room, switching(true)).isActive()).isTrue();
    }

    @Test
    default void hasNoTenantToChangeOrDeleteForAnyoneWhoIsNoActiveMember() {
        Room room = world().room();
        User left = world().user();
        room.join(left, Role.OWNER);
        room.run(stores -> stores.members().update(left.id(), new MemberChange(Optional.empty(), Optional.of(false))));

        for (User user : new User[] {world().user(), left}) {
            Room theirs = new Room(ports(), room.tenant(), user);
            refuses(room, theirs, renaming(), NotFound.class);
            refuses(room, theirs, switching(false), NotFound.class);
            refusesToDelete(room, theirs, NotFound.class);
        }
    }

    private Room as(Room room, Role role) {
        User user = world().user();
        room.join(user, role);
        return new Room(ports(), room.tenant(), user);
    }

    private static void refuses(Room room, Room theirs, TenantChange change, Class<?> refusal) {
        Tenant before = room.now();
        assertThatThrownBy(() -> update(theirs, change)).isInstanceOf(refusal);
        assertThat(room.now()).isEqualTo(before);
    }

    private static void refusesToDelete(Room room, Room theirs, Class<?> refusal) {
        Tenant before = room.now();
        assertThatThrownBy(() -> theirs.run(stores -> stores.tenant().delete())).isInstanceOf(refusal);
        assertThat(room.now()).isEqualTo(before);
    }

    private static Tenant update(Room room, TenantChange change) {
        return room.write(stores -> stores.tenant().update(change));
    }

    private static TenantChange renaming() {
        return new TenantChange(Optional.of("renamed"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static TenantChange switching(boolean on) {
        return new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(on));
    }
}
