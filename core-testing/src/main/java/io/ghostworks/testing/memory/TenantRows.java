package io.ghostworks.testing.memory;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one tenant; none at all if it does not exist. */
final class TenantRows {

    /** What a tenant that does not exist has. */
    static final TenantRows NONE = new TenantRows(null);

    private @Nullable Tenant tenant;

    final Map<UserId, MemberRow> members = new HashMap<>();
    final Map<ArtifactId, Artifact> artifacts = new HashMap<>();
    final Map<OnceKey, Artifact> firstAnswers = new HashMap<>();
    final Map<InvitationId, Invitation> invitations = new HashMap<>();
    final Map<ApiKeyId, ApiKeyRow> apiKeys = new HashMap<>();
    /** Those whose letters are queued with the commit. */
    final List<Invitation> toSend = new ArrayList<>();

    TenantRows(@Nullable Tenant tenant) {
        this.tenant = tenant;
    }

    TenantRows copy() {
        TenantRows copy = new TenantRows(tenant);
        copy.members.putAll(members);
        copy.artifacts.putAll(artifacts);
        copy.firstAnswers.putAll(firstAnswers);
        copy.invitations.putAll(invitations);
        copy.apiKeys.putAll(apiKeys);
        return copy;
    }

    boolean exists() {
        return tenant != null;
    }

    /** The tenant, or what a foreign key would say. */
    Tenant tenant() {
        return found().orElseThrow(() -> new NotFound("workspace"));
    }

    Optional<Tenant> found() {
        return Optional.ofNullable(tenant)
                .map(it -> new Tenant(
                        it.id(),
                        it.name(),
                        it.slug(),
                        it.description(),
                        it.settings(),
                        it.isActive(),
                        members.size(),
                        it.createdAt(),
                        it.updatedAt()));
    }

    void replaceTenant(Tenant changed) {
        tenant = changed;
    }

    void clear() {
        tenant = null;
        members.clear();
        artifacts.clear();
        firstAnswers.clear();
        invitations.clear();
        apiKeys.clear();
        toSend.clear();
    }

    void add(Artifact artifact) {
        tenant();
        if (artifacts.putIfAbsent(artifact.id(), artifact) != null) {
            throw new Conflict("There is an artifact of this id.");
        }
    }

    Stream<Artifact> activeArtifacts() {
        return artifacts.values().stream().filter(Artifact::isActive);
    }

    void requireOwner() {
        if (exists() && members.values().stream().noneMatch(MemberRow::isActiveOwner)) {
            throw new Conflict("A workspace keeps at least one active owner.");
        }
    }

    /** The key that the caller came with, if it is one of this tenant's that is in force. */
    Optional<ApiKey> inForce(Caller.ApiKey caller, Instant now) {
        return Optional.ofNullable(apiKeys.get(caller.key()))
                .filter(row -> row.hash().equals(caller.hash()))
                .map(ApiKeyRow::key)
                .filter(key -> key.expiresAt().map(now::isBefore).orElse(true));
    }

    record ApiKeyRow(ApiKey key, TokenHash hash) {

        ApiKeyRow used(Instant now) {
            ApiKey used = new ApiKey(
                    key.id(),
                    key.name(),
                    key.role(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    Optional.of(now));
            return new ApiKeyRow(used, hash);
        }
    }

    record MemberRow(UserId user, Role role, boolean isActive, Instant createdAt) {

        boolean isActiveOwner() {
            return isActive && role == Role.OWNER;
        }
    }

    /** Each author has their own keys. */
    record OnceKey(Optional<UserId> author, IdempotencyKey key) {}
}
