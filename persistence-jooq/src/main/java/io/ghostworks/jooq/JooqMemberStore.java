package io.ghostworks.jooq;

import static io.ghostworks.jooq.generated.Tables.USERS;
import static io.ghostworks.jooq.generated.Tables.WORKSPACE_MEMBERSHIPS;

import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record7;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** {@link MemberStore} on the memberships, joined with what a fellow member may see of a user. */
record JooqMemberStore(Door door) implements MemberStore {

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
        door.run(dsl -> dsl.selectOne()
                .from(WORKSPACE_MEMBERSHIPS)
                .where(is(user))
                .forUpdate()
                .fetch());
        return get(user);
    }

    @Override
    public Member add(Email email, Role role, Instant now) {
        Field<UUID> user = DSL.field("ghostworks.find_user_id({0})", SQLDataType.UUID, DSL.val(email.value()));
        Field<UUID> found = DSL.field("found", SQLDataType.UUID);
        int added = door.run(dsl -> dsl.insertInto(
                        WORKSPACE_MEMBERSHIPS,
                        WORKSPACE_MEMBERSHIPS.TENANT_ID,
                        WORKSPACE_MEMBERSHIPS.USER_ID,
                        WORKSPACE_MEMBERSHIPS.ROLE,
                        WORKSPACE_MEMBERSHIPS.CREATED_AT,
                        WORKSPACE_MEMBERSHIPS.UPDATED_AT)
                .select(dsl.select(DSL.val(door.tenant), found, DSL.val(role.text()), DSL.val(now), DSL.val(now))
                        .from(dsl.select(user.as(found)).asTable("candidate"))
                        .where(found.isNotNull()))
                .execute());
        if (added == 0) {
            throw new NotFound("user");
        }
        return byEmail(email);
    }

    @Override
    public Member update(UserId user, MemberChange change) {
        Map<Field<?>, Object> columns = new LinkedHashMap<>();
        change.role().ifPresent(role -> columns.put(WORKSPACE_MEMBERSHIPS.ROLE, role.text()));
        change.isActive().ifPresent(active -> columns.put(WORKSPACE_MEMBERSHIPS.IS_ACTIVE, active));
        if (!columns.isEmpty()) {
            requireOne(door.run(dsl -> dsl.update(WORKSPACE_MEMBERSHIPS)
                    .set(columns)
                    .where(is(user))
                    .execute()));
        }
        return get(user);
    }

    @Override
    public void remove(UserId user) {
        requireOne(door.run(
                dsl -> dsl.deleteFrom(WORKSPACE_MEMBERSHIPS).where(is(user)).execute()));
    }

    private Member byEmail(Email email) {
        return door.run(dsl -> members(dsl, USERS.EMAIL.eq(email.value())).fetchSingle(JooqMemberStore::member));
    }

    private Condition is(UserId user) {
        return WORKSPACE_MEMBERSHIPS.TENANT_ID.eq(door.tenant).and(WORKSPACE_MEMBERSHIPS.USER_ID.eq(user.value()));
    }

    private static void requireOne(int rows) {
        if (rows == 0) {
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
                .where(WORKSPACE_MEMBERSHIPS.TENANT_ID.eq(door.tenant))
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
