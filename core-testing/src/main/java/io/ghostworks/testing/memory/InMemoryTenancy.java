package io.ghostworks.testing.memory;

import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens doors into a vault, one a thread. */
final class InMemoryTenancy implements Tenancy {

    final StoreFactory stores;

    private final Vault vault;
    private final Clock clock;
    /** Each instance is a database of its own, and a thread may have one door of each open. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Visit> open = new ThreadLocal<>();

    InMemoryTenancy(Vault vault, Clock clock, StoreFactory stores) {
        this.vault = vault;
        this.clock = clock;
        this.stores = stores;
    }

    @Override
    public <T> T read(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return enter(scope, false, null, work);
    }

    @Override
    public <T> T write(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return enter(scope, true, null, work);
    }

    @Override
    public <T> T read(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
        return enter(scope, false, admission, work);
    }

    @Override
    public <T> T write(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
        return enter(scope, true, admission, work);
    }

    @Override
    public <T> T within(Scope scope, Supplier<? extends T> work) {
        Visit outer = open.get();
        if (outer != null) {
            requireJoinable(outer, scope, false);
        }
        return work.get();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T enter(
            Scope scope,
            boolean writes,
            @Nullable Admission admission,
            Function<? super TenantStores, ? extends T> work) {
        Visit outer = open.get();
        if (outer != null) {
            requireJoinable(outer, scope, writes);
            try {
                return visit(stores.visit(this, outer.door, scope, writes, admission), work);
            } finally {
                open.set(outer);
            }
        }
        OpenDoor door = stores.door(vault, scope.tenant(), writes);
        try {
            T result = visit(stores.visit(this, door, scope, writes, admission), work);
            door.commit();
            return result;
        } finally {
            open.remove();
            door.close();
        }
    }

    private static void requireJoinable(Visit outer, Scope scope, boolean writes) {
        if (!outer.scope.equals(scope)) {
            throw new IllegalStateException("this thread has another tenant open, or acts for another user");
        }
        if (writes && !outer.writes) {
            throw new IllegalStateException("a write cannot happen inside a read");
        }
    }

    private <T> T visit(Visit visit, Function<? super TenantStores, ? extends T> work) {
        open.set(visit);
        try {
            if (visit.writes) {
                visit.admit();
            }
            T result = work.apply(visit);
            visit.admit();
            visit.door.throwFailure();
            return result;
        } finally {
            visit.close();
        }
    }
}
