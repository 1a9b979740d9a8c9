package io.ghostworks.migrations.provisioning;

import static io.ghostworks.migrations.provisioning.ProvisioningStep.Place.DATABASE;
import static io.ghostworks.migrations.provisioning.ProvisioningStep.Place.SERVER;
import static io.ghostworks.migrations.sql.SqlText.identifier;
import static io.ghostworks.migrations.sql.SqlText.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/**
 * What a server needs before its first migration: roles, a database, extensions, the schema and the privileges, as a
 * list of statements that {@link Provisioner} executes and that a person can read.
 *
 * @param database the name of the database
 * @param appRole the LOGIN role of the application: a plain member of {@code authenticated_users}
 * @param appPassword its password; the statements hold only its SCRAM-SHA-256 verifier. Null leaves the password alone
 * @param signInRole the LOGIN role that signs people in, and can do nothing else: {@code ghostworks_sign_in} itself, or a
 *     member of it where several databases of one server have one each
 * @param signInPassword its password, as {@code appPassword}
 */
public record Provisioning(
        String database,
        String appRole,
        @Nullable String appPassword,
        String signInRole,
        @Nullable String signInPassword) {
    public static final String DEFAULT_DATABASE = "ghostworks";
    public static final String DEFAULT_APP_ROLE = "ghostworks_app";
    /** The role that the functions for signing in are granted to, and no others are. */
    public static final String SIGN_IN_ROLE = "ghostworks_sign_in";

    public Provisioning {
        requireName("database", database);
        requireName("role", appRole);
        requireName("role", signInRole);
        if (signInRole.equals(appRole)) {
            throw new IllegalArgumentException("the role " + appRole + " cannot sign people in: the application has it."
                    + " Give the sign-in role another name");
        }
    }

    /** With {@link #SIGN_IN_ROLE}, whose password is left alone. */
    public Provisioning(String database, String appRole, @Nullable String appPassword) {
        this(database, appRole, appPassword, SIGN_IN_ROLE, null);
    }

    /** All statements, in their order. */
    public List<ProvisioningStep> steps() {
        List<ProvisioningStep> steps = new ArrayList<>(roles());
        steps.add(new ProvisioningStep(
                SERVER,
                // template1 can't be copied while anyone is connected to it, and may hold anything.
                "create database " + identifier(database) + " template template0 encoding 'UTF8'",
                "select from pg_catalog.pg_database where datname = " + literal(database)));
        steps.addAll(databasePrivileges());
        steps.addAll(contents());
        steps.addAll(BuiltIns.steps());
        return List.copyOf(steps);
    }

    /** The roles, shared by all databases of a server. */
    public List<ProvisioningStep> roles() {
        List<ProvisioningStep> steps = new ArrayList<>(List.of(
                role("ghostworks_owner", "nologin"),
                role("authenticated_users", "nologin"),
                role("ghostworks_search", "nologin noinherit"),
                role("ghostworks_seal", "nologin noinherit"),
                // Only a superuser can. Without it the context is kept in a sealed setting, which costs more.
                new ProvisioningStep(
                        SERVER,
                        "grant set on parameter backtrace_functions to ghostworks_seal",
                        "select where has_parameter_privilege('ghostworks_seal', 'backtrace_functions', 'SET')"
                                + " or not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)"),
                membership("authenticated_users", "ghostworks_owner"),
                // A superuser may act as the owner anyway; a lesser administrator has to be a member.
                new ProvisioningStep(
                        SERVER,
                        "grant ghostworks_owner to current_user",
                        "select from pg_catalog.pg_roles where rolname = current_user and rolsuper"),
                role(appRole, "login"),
                membership("authenticated_users", appRole)));
        steps.addAll(signInRoles());
        password(appRole, appPassword).ifPresent(steps::add);
        password(signInRole, signInPassword).ifPresent(steps::add);
        return List.copyOf(steps);
    }

    /** Nobody is a member of the role itself, unless it has another name here. */
    private List<ProvisioningStep> signInRoles() {
        if (signInRole.equals(SIGN_IN_ROLE)) {
            return List.of(role(SIGN_IN_ROLE, "login"), mayLogIn(SIGN_IN_ROLE));
        }
        return List.of(role(SIGN_IN_ROLE, "nologin"), role(signInRole, "login"), membership(SIGN_IN_ROLE, signInRole));
    }

    private static Optional<ProvisioningStep> password(String role, @Nullable String password) {
        return Optional.ofNullable(password).map(text -> {
            String verifier = PasswordUtil.encodeScramSha256(text.toCharArray());
            return new ProvisioningStep(
                    SERVER, "alter role " + identifier(role) + " login password " + literal(verifier), null);
        });
    }

    /** The privileges of the database itself, which {@code create database … template} does not copy. */
    public List<ProvisioningStep> databasePrivileges() {
        String name = identifier(database);
        return List.of(
                new ProvisioningStep(SERVER, "revoke create, temporary on database " + name + " from public", null),
                keepingSealsOutOfTheLog(),
                new ProvisioningStep(SERVER, "grant connect on database " + name + " to " + identifier(appRole), null),
                new ProvisioningStep(
                        SERVER, "grant connect on database " + name + " to " + identifier(signInRole), null));
    }

    /** Seals are parameters, which the server's log shows where it has statements logged. Only a superuser can. */
    private ProvisioningStep keepingSealsOutOfTheLog() {
        return new ProvisioningStep(
                SERVER,
                "alter role " + identifier(appRole) + " in database " + identifier(database)
                        + " set log_parameter_max_length = 0",
                "select where not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) or exists (select"
                        + " from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database d on d.oid = s.setdatabase"
                        + " join pg_catalog.pg_roles r on r.oid = s.setrole where d.datname = " + literal(database)
                        + " and r.rolname = " + literal(appRole)
                        + " and 'log_parameter_max_length=0' = any (s.setconfig))");
    }

    private static List<ProvisioningStep> contents() {
        return List.of(
                new ProvisioningStep(DATABASE, "revoke create on schema public from public", null),
                extension("uuid-ossp"),
                extension("pg_trgm"),
                extension("btree_gin"),
                new ProvisioningStep(
                        DATABASE,
                        "create schema ghostworks authorization ghostworks_owner",
                        "select from pg_catalog.pg_namespace where nspname = 'ghostworks'"));
    }

    private static ProvisioningStep role(String name, String attributes) {
        return new ProvisioningStep(
                SERVER,
                "create role " + identifier(name) + " " + attributes,
                "select from pg_catalog.pg_roles where rolname = " + literal(name));
    }

    /** One that an earlier version, or somebody by hand, made without LOGIN. */
    private static ProvisioningStep mayLogIn(String name) {
        return new ProvisioningStep(
                SERVER,
                "alter role " + identifier(name) + " login",
                "select from pg_catalog.pg_roles where rolcanlogin and rolname = " + literal(name));
    }

    private static ProvisioningStep membership(String group, String member) {
        return new ProvisioningStep(
                SERVER,
                "grant " + identifier(group) + " to " + identifier(member),
                "select from pg_catalog.pg_auth_members where roleid = " + literal(identifier(group))
                        + "::regrole and member = " + literal(identifier(member)) + "::regrole");
    }

    private static ProvisioningStep extension(String name) {
        return new ProvisioningStep(
                DATABASE,
                "create extension " + identifier(name) + " schema public",
                "select from pg_catalog.pg_extension where extname = " + literal(name));
    }

    private static void requireName(String what, String name) {
        Objects.requireNonNull(name, what);
        int bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > 63 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the name of a " + what + " has 1 to 63 bytes: '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return "Provisioning[database=" + database + ", appRole=" + appRole + ", signInRole=" + signInRole + "]";
    }
}
