package io.ghostworks;

import static io.ghostworks.tenant.Role.ADMIN;
import static io.ghostworks.tenant.Role.MEMBER;
import static io.ghostworks.tenant.Role.OWNER;

import io.ghostworks.tenant.Role;

/**
 * Who may do what in a workspace: each action with the least role that may. The functions of the database that change members
 * and workspaces ask for the same roles a second time; a test runs every pair of roles through both.
 */
public enum Action {
    READ_WORKSPACE(MEMBER, WhenSwitchedOff.REFUSED),
    CHANGE_WORKSPACE(ADMIN, WhenSwitchedOff.LEFT_TO_OWNERS),
    SWITCH_WORKSPACE_ON_OR_OFF(OWNER, WhenSwitchedOff.LEFT_TO_OWNERS),
    DELETE_WORKSPACE(OWNER, WhenSwitchedOff.LEFT_TO_OWNERS),

    READ_MEMBERS(MEMBER, WhenSwitchedOff.REFUSED),
    ADD_MEMBER(ADMIN, WhenSwitchedOff.REFUSED),
    INVITE(ADMIN, WhenSwitchedOff.REFUSED),
    CHANGE_MEMBER(ADMIN, WhenSwitchedOff.REFUSED),
    REMOVE_MEMBER(ADMIN, WhenSwitchedOff.REFUSED),
    CHANGE_OR_REMOVE_ADMIN_OR_OWNER(OWNER, WhenSwitchedOff.REFUSED),
    GRANT_OWNER(OWNER, WhenSwitchedOff.REFUSED),
    LEAVE(MEMBER, WhenSwitchedOff.REFUSED),

    READ_ARTIFACTS(MEMBER, WhenSwitchedOff.REFUSED),
    WRITE_ARTIFACTS(MEMBER, WhenSwitchedOff.REFUSED),
    RESTORE_ARTIFACT(ADMIN, WhenSwitchedOff.REFUSED);

    private final Role least;
    private final WhenSwitchedOff whenSwitchedOff;

    Action(Role least, WhenSwitchedOff whenSwitchedOff) {
        this.least = least;
        this.whenSwitchedOff = whenSwitchedOff;
    }

    /** Whether the role may do this in an active workspace. */
    public boolean isAllowedTo(Role role) {
        return role.isAtLeast(least);
    }

    /** Whether the role may do this even in a workspace that is switched off: its owner, to change or delete it. */
    public boolean isAllowedInInactive(Role role) {
        return role == OWNER && whenSwitchedOff == WhenSwitchedOff.LEFT_TO_OWNERS;
    }

    /** What a member whose role is too low is told. */
    String refusal() {
        return "This needs the role " + least.text() + (least == OWNER ? "." : " or higher.");
    }

    /** What becomes of an action while the workspace is switched off. */
    private enum WhenSwitchedOff {
        REFUSED,
        LEFT_TO_OWNERS
    }
}
