package io.ghostworks.jooq;

/** Row-level security does not bind the role that a {@link Database} connects as, so every tenant would see all rows. */
public final class UnboundRole extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnboundRole(String message) {
        super(message);
    }
}
