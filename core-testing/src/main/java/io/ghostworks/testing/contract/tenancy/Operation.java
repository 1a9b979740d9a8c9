package io.ghostworks.testing.contract.tenancy;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every method of every store, once, with arguments that fit. */
record Operation(String name, boolean changes, Consumer<TenantStores> call) {

    private static final TenantChange RENAMED =
            new TenantChange(Optional.of("renamed"), Optional.empty(), Optional.empty(), Optional.empty());

    /** All of them on an artifact that is there, and the owner. */
    static List<Operation> all(Room room, ArtifactId artifact, Artifact fresh) {
        return Stream.concat(reading(room, artifact).stream(), changing(room, artifact, fresh).stream())
                .toList();
    }

    static List<Operation> reading(Room room, ArtifactId id) {
        return List.of(
                new Operation("find", false, it -> it.artifacts().find(id)),
                new Operation("get", false, it -> it.artifacts().get(id)),
                new Operation("list", false, it -> it.artifacts().list(ArtifactFilter.ALL, Optional.empty(), 1)),
                new Operation("count", false, it -> it.artifacts().count(ArtifactFilter.ALL)),
                new Operation("stats", false, it -> it.artifacts().stats()),
                new Operation("list members", false, it -> it.members().list()),
                new Operation(
                        "find member",
                        false,
                        it -> it.members().find(room.owner().id())),
                new Operation(
                        "get member", false, it -> it.members().get(room.owner().id())),
                new Operation("list invitations", false, it -> it.invitations().list()),
                new Operation("list API keys", false, it -> it.apiKeys().list()),
                new Operation("get an API key", false, it -> it.apiKeys().get(new ApiKeyId(UUID.randomUUID()))),
                new Operation("get tenant", false, it -> it.tenant().get()));
    }

    static List<Operation> changing(Room room, ArtifactId id, Artifact fresh) {
        MemberChange off = new MemberChange(Optional.empty(), Optional.of(false));
        InvitationId invitation = new InvitationId(UUID.randomUUID());
        IdempotencyKey key = new IdempotencyKey(UUID.randomUUID().toString());
        return List.of(
                new Operation("create", true, it -> it.artifacts().create(fresh)),
                new Operation("createAll", true, it -> it.artifacts().createAll(List.of(fresh))),
                new Operation("createOnce", true, it -> it.artifacts().createOnce(fresh, key)),
                new Operation("lock", true, it -> it.artifacts().lock(id)),
                new Operation("replace", true, it -> it.artifacts().replace(id, Room.named("replaced"))),
                new Operation("delete", true, it -> it.artifacts().delete(id)),
                new Operation("restore", true, it -> it.artifacts().restore(id)),
                new Operation(
                        "add member", true, it -> it.members().add(room.owner().email(), Role.MEMBER, World.THEN)),
                new Operation(
                        "update member",
                        true,
                        it -> it.members().update(room.owner().id(), off)),
                new Operation(
                        "remove member",
                        true,
                        it -> it.members().remove(room.owner().id())),
                new Operation("invite", true, it -> it.invitations().invite(invitation, World.email(), Role.MEMBER)),
                new Operation(
                        "resend an invitation", true, it -> it.invitations().resend(invitation)),
                new Operation(
                        "revoke an invitation", true, it -> it.invitations().revoke(invitation)),
                new Operation("revoke an API key", true, it -> it.apiKeys().revoke(new ApiKeyId(UUID.randomUUID()))),
                new Operation("update tenant", true, it -> it.tenant().update(RENAMED)),
                new Operation("delete tenant", true, it -> it.tenant().delete()));
    }

    @Override
    public String toString() {
        return name;
    }
}
