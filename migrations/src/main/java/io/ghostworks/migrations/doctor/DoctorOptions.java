package io.ghostworks.migrations.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to look at and what is normal there. Names are as in the catalogue: neither quoted nor folded.
 *
 * @param tenantColumn the column that says which tenant a row belongs to
 * @param appRole the application's role; its members count as the application too, except those who are members through a
 *     NOLOGIN role that owns tenant tables
 * @param setting the setting that holds the tenant of a transaction
 * @param schemas where to look; empty for every schema that is not PostgreSQL's own
 * @param accepted findings that are meant to be so and are left out
 * @param seal what to hold the seal of the tenant context to; empty where there is none
 * @param pooler what a PgBouncer in front answers to {@code SHOW VERSION}, as {@code PgBouncer 1.26.1}; the JDBC driver can't
 *     ask it, since its console refuses what the driver says first
 */
public record DoctorOptions(
        String tenantColumn,
        String appRole,
        String setting,
        List<String> schemas,
        List<Accepted> accepted,
        Optional<SealOptions> seal,
        Optional<String> pooler) {
    private static final Pattern POOLER = Pattern.compile("PgBouncer \\d{1,4}\\.\\d{1,4}\\.\\d{1,4}\\S{0,20}");

    private static final DoctorOptions GHOSTWORKS = new DoctorOptions(
            "tenant_id",
            "authenticated_users",
            "app.current_tenant_id",
            List.of(),
            List.of(
                    // Both only outside any tenant, as their conditions say: change them, and they are found.
                    new Accepted(
                            "policy-extra",
                            "policy own_memberships on ghostworks.workspace_memberships",
                            "USING (ghostworks.outside_tenants() AND (user_id = ghostworks.user_id()))"),
                    new Accepted(
                            "policy-extra",
                            "policy own_tenants on ghostworks.tenants",
                            "USING (ghostworks.outside_tenants() AND (id IN ( SELECT m.tenant_id"
                                    + " FROM ghostworks.workspace_memberships m"
                                    + " WHERE ((m.user_id = ghostworks.user_id()) AND m.is_active))))"),
                    // Users belong to many tenants; their policies show a user, and the members of the tenant.
                    new Accepted(
                            "not-examined",
                            "table ghostworks.users",
                            "by fellow_members: USING (EXISTS ( SELECT FROM ghostworks.workspace_memberships m"
                                    + " WHERE ((m.tenant_id = ghostworks.tenant_id()) AND (m.user_id = users.id)))),"
                                    + " own_user: USING (id = ghostworks.user_id());"
                                    + " WITH CHECK (id = ghostworks.user_id())"),
                    new Accepted(
                            "not-examined",
                            "table ghostworks.sessions",
                            "by own_sessions: USING (user_id = ghostworks.user_id())"),
                    // It verifies the seal, and then asks for the one tenant and user that the seal names.
                    new Accepted(
                            "seal-definer-beyond",
                            "function ghostworks.enter(text,uuid)",
                            "as ghostworks_seal it sees all of ghostworks.tenants, ghostworks.workspace_memberships"),
                    // A tenant's slug is its public name.
                    new Accepted("unique-not-led", "constraint tenants_slug_key on ghostworks.tenants", "")));

    public DoctorOptions {
        requireName("tenant column", tenantColumn);
        requireName("role", appRole);
        requireName("setting", setting);
        schemas = List.copyOf(schemas);
        accepted = List.copyOf(accepted);
        if (pooler.filter(version -> !POOLER.matcher(version).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "the version of the pooler looks like 'PgBouncer 1.26.1', which its console"
                            + " (the database pgbouncer) answers to SHOW VERSION; not '" + pooler.get() + "'");
        }
    }

    /** Without a seal and without a pooler. */
    public DoctorOptions(
            String tenantColumn, String appRole, String setting, List<String> schemas, List<Accepted> accepted) {
        this(tenantColumn, appRole, setting, schemas, accepted, Optional.empty(), Optional.empty());
    }

    /** Those of a Ghostworks database, for every schema in it. */
    public static DoctorOptions ghostworks() {
        return GHOSTWORKS;
    }

    public DoctorOptions withTenantColumn(String other) {
        return new DoctorOptions(other, appRole, setting, schemas, accepted, seal, pooler);
    }

    public DoctorOptions withAppRole(String other) {
        return new DoctorOptions(tenantColumn, other, setting, schemas, accepted, seal, pooler);
    }

    public DoctorOptions withSetting(String other) {
        return new DoctorOptions(tenantColumn, appRole, other, schemas, accepted, seal, pooler);
    }

    public DoctorOptions withSchemas(List<String> others) {
        return new DoctorOptions(tenantColumn, appRole, setting, others, accepted, seal, pooler);
    }

    /** Accepts some more. */
    public DoctorOptions accepting(List<Accepted> more) {
        List<Accepted> all = new ArrayList<>(accepted);
        all.addAll(more);
        return new DoctorOptions(tenantColumn, appRole, setting, schemas, all, seal, pooler);
    }

    /** Holds the seal to its rules too. */
    public DoctorOptions withSeal(SealOptions other) {
        return new DoctorOptions(tenantColumn, appRole, setting, schemas, accepted, Optional.of(other), pooler);
    }

    /** For a database behind a pooler of that version. */
    public DoctorOptions withPooler(String other) {
        return new DoctorOptions(tenantColumn, appRole, setting, schemas, accepted, seal, Optional.of(other));
    }

    static void requireName(String what, String name) {
        Objects.requireNonNull(name, what);
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of the " + what + " is empty");
        }
    }
}
