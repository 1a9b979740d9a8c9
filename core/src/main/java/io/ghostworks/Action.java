package io.ghostworks;

import static io.ghostworks.tenant.Role.ADMIN;
import static io.ghostworks.tenant.Role.MEMBER;
import static io.ghostworks.tenant.Role.OWNER;

import io.ghostworks.tenant.Role;

/** Who may do what in a workspace: each action with the least role that may. There is no other such table. */
public enum Action {
    READ_WORKSPACE(MEMBER),
    CHANGE_WORKSPACE(ADMIN),
    SWITCH_WORKSPACE_ON_OR_OFF(OWNER),
    DELETE_WORKSPACE(OWNER),

    READ_MEMBERS(MEMBER),
    ADD_MEMBER(ADMIN),
    CHANGE_MEMBER(ADMIN),
    REMOVE_MEMBER(ADMIN),
    CHANGE_OR_REMOVE_ADMIN_OR_OWNER(OWNER),
    GRANT_OWNER(OWNER),
    LEAVE(MEMBER),

    READ_ARTIFACTS(MEMBER),
    WRITE_ARTIFACTS(MEMBER),
    RESTORE_ARTIFACT(ADMIN);

    private final Role least;

    Action(Role least) {
        this.least = least;
    }

    /** Whether the role may do this in an active workspace. */
    public boolean isAllowedTo(Role role) {
        return role.isAtLeast(least);
    }

    /** Whether the role may do this even in a workspace that is switched off: its owner, to change or delete it. */
    public boolean isAllowedInInactive(Role role) {
        return switch (this) {
            case CHANGE_WORKSPACE, SWITCH_WORKSPACE_ON_OR_OFF, DELETE_WORKSPACE -> role == OWNER;
            case READ_WORKSPACE,
                    READ_MEMBERS,
                    ADD_MEMBER,
                    CHANGE_MEMBER,
                    REMOVE_MEMBER,
                    CHANGE_OR_REMOVE_ADMIN_OR_OWNER,
                    GRANT_OWNER,
                    LEAVE,
                    READ_ARTIFACTS,
                    WRITE_ARTIFACTS,
                    RESTORE_ARTIFACT -> false;
        };
    }

    /** What a member whose role is too low is told. */
    String refusal() {
        return "This needs the role " + least.text() + (least == OWNER ? "." : " or higher.");
    }
}
