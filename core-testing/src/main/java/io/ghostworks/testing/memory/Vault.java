package io.ghostworks.testing.memory;

import io.ghostworks.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is committed, and a lock for each tenant's writers. */
final class Vault {

    private final Map<TenantId, Lock> locks = new ConcurrentHashMap<>();

    /** Replaced at each commit, under this object's monitor; what it refers to is never changed. */
    private volatile Rows committed = Rows.none();

    Rows committed() {
        return committed;
    }

    /** Commits one change alone, or none of it when it throws. */
    synchronized <T> T change(Function<Rows, T> change) {
        Rows draft = committed.copy();
        T result = change.apply(draft);
        committed = draft;
        return result;
    }

    void run(Consumer<Rows> change) {
        change(rows -> {
            change.accept(rows);
            return Boolean.TRUE;
        });
    }

    /** Keeps other writers out of a tenant. */
    Lock lock(TenantId tenant) {
        return locks.computeIfAbsent(tenant, id -> new ReentrantLock());
    }
}
