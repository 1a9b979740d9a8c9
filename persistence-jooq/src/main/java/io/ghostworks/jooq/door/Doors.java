package io.ghostworks.jooq.door;

import io.ghostworks.account.UserId;
import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.Context;
import io.ghostworks.jooq.connection.Inside;
import io.ghostworks.jooq.connection.Seals;
import io.ghostworks.jooq.connection.SqlErrors;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link Tenancy} on PostgreSQL's row-level security: opens and closes doors, and keeps one thread from standing in two
 * tenants. Safe for all threads.
 */
public final class Doors implements Tenancy {

    /** Where a thread stands. */
    private record Entered(Scope scope, Carrier carrier) {}

    private final Connections connections;
    private final Seals seals;
    /** jOOQ for every place; complete once made. */
    private final Map<Inside, Configuration> configurations = new HashMap<>();

    private final BiFunction<Door, TenantId, TenantStores> stores;
    /** Not static: a thread may stand in one tenant of each of several databases. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Entered> current = new ThreadLocal<>();

    /**
     * @param configuration of jOOQ, for what only reads (true) and for the rest
     * @param stores makes the stores of a tenant whose door is open
     */
    public Doors(
            Connections connections,
            Seals seals,
            Function<Boolean, Configuration> configuration,
            BiFunction<Door, TenantId, TenantStores> stores) {
        this.connections = connections;
        this.seals = seals;
        for (Code code : Code.values()) {
            for (boolean readOnly : new boolean[] {false, true}) {
                Inside inside = new Inside(readOnly, code);
                configurations.put(inside, SqlErrors.in(inside, configuration.apply(readOnly)));
            }
        }
        this.stores = stores;
    }

    @Override
    public <T> T read(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return reading(scope, Code.OURS, Doors::askNobody, opened(scope, work));
    }

    @Override
    public <T> T write(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return writing(scope, Code.OURS, Doors::askNobody, opened(scope, work));
    }

    @Override
    public <T> T read(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
        return reading(scope, Code.OURS, carrier -> carrier.admit(admission), opened(scope, work));
    }

    @Override
    public <T> T write(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
        return writing(scope, Code.OURS, carrier -> carrier.admit(admission), opened(scope, work));
    }

    private static void askNobody(Carrier carrier) {
        // Whoever calls without an admission has asked elsewhere.
    }

    private <T> Function<Door, T> opened(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return door -> work.apply(stores.apply(door, scope.tenant()));
    }

    /** {@link #write} for an adapter that needs no stores. */
    public <T> T writeRows(Scope scope, Function<? super Door, ? extends T> work) {
        return writing(scope, Code.OURS, Doors::askNobody, work);
    }

    /** {@link #read} for the code of an embedding service. */
    public <T> T readTables(Scope scope, Function<? super DSLContext, ? extends T> work) {
        return reading(scope, Code.FOREIGN, Doors::askNobody, door -> work.apply(door.dsl()));
    }

    /** {@link #write} for the code of an embedding service. */
    public <T> T writeTables(Scope scope, Function<? super DSLContext, ? extends T> work) {
        return writing(scope, Code.FOREIGN, Doors::askNobody, door -> work.apply(door.dsl()));
    }

    /** Runs one statement outside of any tenant, for a user. */
    public <T> T outside(UserId user, Function<? super DSLContext, ? extends T> statement) {
        return outside(Context.outside(seals, user), statement);
    }

    /** Runs one statement outside of any tenant, for nobody. */
    public <T> T outside(Function<? super DSLContext, ? extends T> statement) {
        return outside(Context.ofNobody(seals), statement);
    }

    private <T> T outside(Context context, Function<? super DSLContext, ? extends T> statement) {
        Door door = door(new EachAlone(connections, context), Code.OURS);
        try {
            return door.run(statement);
        } finally {
            door.close();
        }
    }

    private <T> T reading(Scope scope, Code code, Consumer<Carrier> asking, Function<? super Door, ? extends T> work) {
        Carrier carrier = outer(scope)
                .map(Carrier::readInside)
                .orElseGet(() -> new EachAlone(connections, Context.reading(seals, scope)));
        return ended(carrier, () -> {
            asking.accept(carrier);
            return standing(scope, carrier, code, work);
        });
    }

    private <T> T writing(Scope scope, Code code, Consumer<Carrier> asking, Function<? super Door, ? extends T> work) {
        Optional<Carrier> outer = outer(scope);
        if (outer.isPresent()) {
            Carrier carrier = outer.get().writeInside();
            asking.accept(carrier);
            return standing(scope, carrier, code, work);
        }
        Carrier carrier = new OneTransaction(connections, Context.writing(seals, scope));
        return ended(carrier, () -> {
            asking.accept(carrier);
            return standing(scope, carrier, code, work);
        });
    }

    private Door door(Carrier carrier, Code code) {
        Inside inside = new Inside(carrier.isReadOnly(), code);
        return new Door(carrier, code, Objects.requireNonNull(configurations.get(inside)));
    }

    /** What this thread's open door goes through, if there is one. */
    private Optional<Carrier> outer(Scope scope) {
        Entered outer = current.get();
        if (outer == null) {
            return Optional.empty();
        }
        if (!outer.scope().equals(scope)) {
            throw new IllegalStateException("this thread stands in another tenant, or acts for another user");
        }
        return Optional.of(outer.carrier());
    }

    /** Lets the work in, with a door that is good for as long as it runs. */
    private <T> T standing(Scope scope, Carrier carrier, Code code, Function<? super Door, ? extends T> work) {
        Entered outer = current.get();
        Door door = door(carrier, code);
        current.set(new Entered(scope, carrier));
        try {
            return work.apply(door);
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
            door.close();
        }
    }

    private static <T> T ended(Carrier carrier, Supplier<T> work) {
        try {
            T result = work.get();
            carrier.finish();
            return result;
        } catch (Throwable failure) {
            carrier.abandon(failure);
            throw failure;
        }
    }
}
