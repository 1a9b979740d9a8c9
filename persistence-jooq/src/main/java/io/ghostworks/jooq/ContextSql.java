package io.ghostworks.jooq;

/** The statements that put a transaction inside a tenant. Constant text, so that they stay prepared on the server. */
final class ContextSql {

    /** Binds: tenant, user. The third parameter makes a setting end with its transaction. */
    static final String SET =
            "select set_config('app.current_tenant_id', ?, true), set_config('app.current_user_id', ?, true)";

    /** Binds: tenant, user. From here to the end of the transaction nothing can be written. */
    static final String SET_READ_ONLY = SET + ", set_config('transaction_read_only', 'on', true)";

    /**
     * Binds: session, user, tenant, user, tenant. Answers one row: signed_in, role, tenant_active; null where there is no
     * such thing. A statement of its own after the context, because policies are evaluated when a statement is planned.
     *
     * <p>It names user and tenant, which the policies know, because to a condition with {@code ghostworks.tenant_id()} the
     * planner gives no index: it is not leakproof. Every request would walk all tenants, and all users.
     */
    static final String STANDING = """
            select (select u.is_active and s.revoked_at is null
                    from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id
                    where s.id = ? and s.user_id = ?),
                   (select m.role from ghostworks.workspace_memberships m
                    where m.tenant_id = ? and m.user_id = ? and m.is_active),
                   (select t.is_active from ghostworks.tenants t where t.id = ?)""";

    private ContextSql() {}
}
