package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.USERS;
import static io.ghostworks.jooq.generated.Tables.WORKSPACE_MEMBERSHIPS;

import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record7;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** {@link MemberStore} on the memberships, joined with what a fellow member may see of a user. */
record JooqMemberStore(Door door, TenantId tenant) implements MemberStore {

    @Override
    public List<Member> list() {
        return door.run(dsl -> members(dsl, DSL.noCondition()).fetch(JooqMemberStore::member));
    }

    @Override
    public Optional<Member> find(UserId user) {
        return door.run(dsl ->
                members(dsl, WORKSPACE_MEMBERSHIPS.USER_ID.eq(user.value())).fetchOptional(JooqMemberStore::member));
    }

    @Override
    public Member lock(UserId user) {
        call("lock_member", DSL.val(user.value()));
        return get(user);
    }

    @Override
    public Member add(Email email, Role role, Instant now) {
        UUID added = door.run(dsl -> dsl.select(DSL.field(
                        "ghostworks.add_member({0}, {1}, {2})",
                        SQLDataType.UUID, DSL.val(email.value()), DSL.val(role.text()), DSL.val(now)))
                .fetchSingle(Record1::value1));
        if (added == null) {
            throw new NotFound("user");
        }
        return get(new UserId(added));
    }

    @Override
    public Member update(UserId user, MemberChange change) {
        boolean isMember = call(
                "change_member",
                DSL.val(user.value()),
                DSL.val(change.role().map(Role::text).orElse(null), SQLDataType.VARCHAR),
                DSL.val(change.isActive().orElse(null), SQLDataType.BOOLEAN));
        requireMember(isMember);
        return get(user);
    }

    @Override
    public void remove(UserId user) {
        requireMember(call("remove_member", DSL.val(user.value())));
    }

    /** One of the functions that change a member: the application has no privilege for it on the table itself. */
    private boolean call(String function, Field<?>... arguments) {
        Field<Boolean> result =
                DSL.function(DSL.name("ghostworks", function), SQLDataType.BOOLEAN.nullable(false), arguments);
        return door.run(dsl -> dsl.select(result).fetchSingle(Record1::value1));
    }

    private static void requireMember(boolean isMember) {
        if (!isMember) {
            throw new NotFound("member");
        }
    }

    private ResultQuery<Record7<UUID, String, String, String, String, Boolean, Instant>> members(
            DSLContext dsl, Condition which) {
        return dsl.select(
                        USERS.ID,
                        USERS.EMAIL,
                        USERS.FIRST_NAME,
                        USERS.LAST_NAME,
                        WORKSPACE_MEMBERSHIPS.ROLE,
                        WORKSPACE_MEMBERSHIPS.IS_ACTIVE,
                        WORKSPACE_MEMBERSHIPS.CREATED_AT)
                .from(WORKSPACE_MEMBERSHIPS)
                .join(USERS)
                .on(USERS.ID.eq(WORKSPACE_MEMBERSHIPS.USER_ID))
                .where(WORKSPACE_MEMBERSHIPS.TENANT_ID.eq(tenant.value()))
                .and(which)
                .orderBy(WORKSPACE_MEMBERSHIPS.CREATED_AT, WORKSPACE_MEMBERSHIPS.USER_ID);
    }

    private static Member member(Record7<UUID, String, String, String, String, Boolean, Instant> row) {
        return new Member(
                new UserId(row.value1()),
                new Email(row.value2()),
                Optional.ofNullable(row.value3()),
                Optional.ofNullable(row.value4()),
                Role.of(row.value5()),
                row.value6(),
                row.value7());
    }
}
