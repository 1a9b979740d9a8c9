package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of read or write: hands out the stores, and lets nothing through them that the call does not allow. */
class Visit implements TenantStores {

    final OpenDoor door;
    final Scope scope;
    final boolean writes;

    private final @Nullable Admission admission;
    private final Thread thread = Thread.currentThread();
    private final InMemoryTenancy tenancy;

    private boolean isClosed;
    private boolean isAdmitted;
    private @Nullable RuntimeException refusal;

    Visit(InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
        this.tenancy = tenancy;
        this.door = door;
        this.scope = scope;
        this.writes = writes;
        this.admission = admission;
    }

    @Override
    public ArtifactStore artifacts() {
        requireOpen();
        return tenancy.stores.artifacts(this);
    }

    @Override
    public MemberStore members() {
        requireOpen();
        return tenancy.stores.members(this);
    }

    @Override
    public InvitationStore invitations() {
        requireOpen();
        return tenancy.stores.invitations(this);
    }

    @Override
    public ApiKeyStore apiKeys() {
        requireOpen();
        return tenancy.stores.apiKeys(this);
    }

    @Override
    public TenantStore tenant() {
        requireOpen();
        return tenancy.stores.tenant(this);
    }

    /** Asks the rows something. */
    <T> T see(Function<TenantRows, T> question) {
        requireOpen();
        return guarded(() -> question.apply(door.rows()));
    }

    /** Changes the rows. */
    <T> T change(Function<TenantRows, T> change) {
        requireOpen();
        return guarded(() -> {
            if (!writes) {
                throw new IllegalStateException("a read cannot change anything; use write");
            }
            return change.apply(door.draft());
        });
    }

    void run(Consumer<TenantRows> change) {
        change(rows -> {
            change.accept(rows);
            return Boolean.TRUE;
        });
    }

    /** Refuses an actor who is no active member, or whose role is lower. */
    void requireRole(TenantRows rows, Role least) {
        Role acting = Optional.ofNullable(rows.members.get(scope.actor()))
                .filter(TenantRows.MemberRow::isActive)
                .orElseThrow(() -> new NotFound("workspace"))
                .role();
        if (!acting.isAtLeast(least)) {
            throw Forbidden.role("This needs a higher role in the workspace.");
        }
    }

    /** This moment as the database's clock has it. */
    Instant now() {
        return tenancy.now();
    }

    /** Asks the admission, once. */
    void admit() {
        if (refusal != null) {
            throw refusal;
        }
        if (admission != null && !isAdmitted) {
            try {
                admission.admit(standing(admission));
                isAdmitted = true;
            } catch (RuntimeException refused) {
                refusal = refused;
                throw refused;
            }
        }
    }

    void close() {
        isClosed = true;
    }

    Standing standing(Admission asked) {
        TenantRows rows = door.rows();
        boolean isActive = rows.exists() && rows.tenant().isActive();
        return switch (asked.caller()) {
            case Caller.Session session ->
                new Standing(door.vault.committed().signedIn(scope.actor(), session), roleOfMember(rows), isActive);
            case Caller.ApiKey key ->
                new Standing(
                        door.vault.committed().inForce(key, now()),
                        rows.inForce(key, now()).map(ApiKey::role),
                        isActive);
        };
    }

    private Optional<Role> roleOfMember(TenantRows rows) {
        return Optional.ofNullable(rows.members.get(scope.actor()))
                .filter(TenantRows.MemberRow::isActive)
                .map(TenantRows.MemberRow::role);
    }

    private <T> T guarded(Supplier<T> statement) {
        door.throwFailure();
        admit();
        try {
            return statement.get();
        } catch (NotFound harmless) {
            throw harmless;
        } catch (RuntimeException failure) {
            door.fail(failure);
            throw failure;
        }
    }

    void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("the tenant's door is closed; use its stores only inside read or write");
        }
        requireSame(thread);
    }

    void requireSame(Thread owner) {
        if (!Thread.currentThread().equals(owner)) {
            throw new IllegalStateException("the stores belong to the thread that opened the tenant");
        }
    }
}
