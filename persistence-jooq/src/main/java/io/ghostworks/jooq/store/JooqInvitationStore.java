package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.INVITATIONS;

import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record6;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** {@link InvitationStore}: what changes them are functions, as the application has no privilege for it on the table itself. */
record JooqInvitationStore(Door door, TenantId tenant) implements InvitationStore {

    @Override
    public List<Invitation> list() {
        return door.run(dsl -> invitations(dsl, DSL.noCondition()).fetch(JooqInvitationStore::invitation));
    }

    @Override
    public Invitation invite(InvitationId id, Email email, Role role) {
        door.run(dsl -> dsl.query(
                        "select ghostworks.invite({0}, {1}, {2})",
                        DSL.val(id.value()), DSL.val(email.value()), DSL.val(role.text()))
                .execute());
        return door.run(
                dsl -> invitations(dsl, INVITATIONS.ID.eq(id.value())).fetchSingle(JooqInvitationStore::invitation));
    }

    @Override
    public void resend(InvitationId id) {
        change("resend_invitation", id);
    }

    @Override
    public void revoke(InvitationId id) {
        change("revoke_invitation", id);
    }

    private void change(String function, InvitationId id) {
        boolean isThere = door.run(dsl -> dsl.select(DSL.function(
                        DSL.name("ghostworks", function), SQLDataType.BOOLEAN.nullable(false), DSL.val(id.value())))
                .fetchSingle(Record1::value1));
        if (!isThere) {
            throw new NotFound("invitation");
        }
    }

    private ResultQuery<Record6<UUID, String, String, UUID, Instant, Instant>> invitations(
            DSLContext dsl, Condition which) {
        return dsl.select(
                        INVITATIONS.ID,
                        INVITATIONS.EMAIL,
                        INVITATIONS.ROLE,
                        INVITATIONS.INVITED_BY,
                        INVITATIONS.CREATED_AT,
                        INVITATIONS.EXPIRES_AT)
                .from(INVITATIONS)
                .where(INVITATIONS.TENANT_ID.eq(tenant.value()))
                .and(which)
                .orderBy(INVITATIONS.CREATED_AT, INVITATIONS.ID);
    }

    private static Invitation invitation(Record6<UUID, String, String, UUID, Instant, Instant> row) {
        return new Invitation(
                new InvitationId(row.value1()),
                new Email(row.value2()),
                Role.of(row.value3()),
                Optional.ofNullable(row.value4()).map(UserId::new),
                row.value5(),
                row.value6());
    }
}
