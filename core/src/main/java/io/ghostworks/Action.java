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
    READ_WORKSPACE(MEMBER, WhenSwitchedOff.REFUSED, By.KEYS_TOO),
    CHANGE_WORKSPACE(ADMIN, WhenSwitchedOff.LEFT_TO_OWNERS),
    SWITCH_WORKSPACE_ON_OR_OFF(OWNER, WhenSwitchedOff.LEFT_TO_OWNERS),
    DELETE_WORKSPACE(OWNER, WhenSwitchedOff.LEFT_TO_OWNERS),

    READ_MEMBERS(MEMBER, WhenSwitchedOff.REFUSED, By.KEYS_TOO),
    ADD_MEMBER(ADMIN, WhenSwitchedOff.REFUSED),
    INVITE(ADMIN, WhenSwitchedOff.REFUSED),
    CHANGE_MEMBER(ADMIN, WhenSwitchedOff.REFUSED),
    REMOVE_MEMBER(ADMIN, WhenSwitchedOff.REFUSED),
    CHANGE_OR_REMOVE_ADMIN_OR_OWNER(OWNER, WhenSwitchedOff.REFUSED),
    GRANT_OWNER(OWNER, WhenSwitchedOff.REFUSED),
    LEAVE(MEMBER, WhenSwitchedOff.REFUSED),
    MANAGE_API_KEYS(ADMIN, WhenSwitchedOff.REFUSED),

    READ_ARTIFACTS(MEMBER, WhenSwitchedOff.REFUSED, By.KEYS_TOO),
    WRITE_ARTIFACTS(MEMBER, WhenSwitchedOff.REFUSED, By.KEYS_TOO),
    RESTORE_ARTIFACT(ADMIN, WhenSwitchedOff.REFUSED, By.KEYS_TOO);

    private final Role least;
    private final WhenSwitchedOff whenSwitchedOff;
    private final By by;

    /** For people alone, unless something else is said. */
    Action(Role least, WhenSwitchedOff whenSwitchedOff) {
        this(least, whenSwitchedOff, By.PEOPLE);
    }

    Action(Role least, WhenSwitchedOff whenSwitchedOff, By by) {
        this.least = least;
        this.whenSwitchedOff = whenSwitchedOff;
        this.by = by;
    }

    /** Whether the role may do this in an active workspace. */
    public boolean isAllowedTo(Role role) {
        return role.isAtLeast(least);
    }

    /** Whether the role may do this even in a workspace that is switched off: its owner, to change or delete it. */
    public boolean isAllowedInInactive(Role role) {
        return role == OWNER && whenSwitchedOff == WhenSwitchedOff.LEFT_TO_OWNERS;
    }

    /** Whether a program with an API key may do this too, where the key's role is enough. */
    public boolean isOpenToKeys() {
        return by == By.KEYS_TOO;
    }

    /** What a member whose role is too low is told. */
    String refusal() {
        return "This needs the role " + least.text() + (least == OWNER ? "." : " or higher.");
    }

    /** Who may do it, if their role is enough: who belongs to a workspace, and what becomes of it, is decided by people. */
    private enum By {
        PEOPLE,
        KEYS_TOO
    }

    /** What becomes of an action while the workspace is switched off. */
    private enum WhenSwitchedOff {
        REFUSED,
        LEFT_TO_OWNERS
    }
}
