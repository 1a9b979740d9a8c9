package io.ghostworks.jooq;

/** Whether the role that a {@link Database} connects as is looked at before its first use. */
public enum RoleCheck {
    /** A role that row-level security does not bind is refused, with the SQL that mends it. */
    ON,
    /** Any role will do, and with some every tenant sees all rows. For tests alone. */
    OFF
}
