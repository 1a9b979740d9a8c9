package io.ghostworks.testing.memory;

import io.ghostworks.tenant.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The tenant that this thread has open, and, in a write, what it has changed so far. */
class OpenDoor {

    final Vault vault;
    final TenantId tenant;
    final boolean writes;

    private final Lock lock;

    /** Made at the first change, when the lock is taken; until then a write sees what others commit. */
    private @Nullable TenantRows draft;

    private @Nullable RuntimeException failure;

    OpenDoor(Vault vault, TenantId tenant, boolean writes) {
        this.vault = vault;
        this.tenant = tenant;
        this.writes = writes;
        this.lock = vault.lock(tenant);
    }

    TenantRows rows() {
        return Optional.ofNullable(draft).orElseGet(() -> vault.committed().tenant(tenant));
    }

    TenantRows draft() {
        if (draft == null) {
            lock.lock();
            draft = vault.committed().tenant(tenant).copy();
        }
        return Objects.requireNonNull(draft);
    }

    /** Remembers the first failure of a store, which a write does not survive. */
    void fail(RuntimeException thrown) {
        if (writes && failure == null) {
            failure = thrown;
        }
    }

    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    void commit() {
        TenantRows changed = draft;
        if (changed == null) {
            return;
        }
        requireOwner(changed);
        vault.run(rows -> {
            if (changed.exists()) {
                rows.tenants().put(tenant, changed);
                rows.send(tenant, changed);
            } else {
                rows.tenants().remove(tenant);
            }
        });
    }

    void requireOwner(TenantRows changed) {
        changed.requireOwner();
    }

    /** Ends it, committed or not. */
    void close() {
        if (draft != null) {
            draft = null;
            lock.unlock();
        }
    }
}
