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
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;

/**
 * {@link Tenancy} on PostgreSQL's row-level security: opens and closes doors, and keeps one thread from standing in two
 * tenants. Safe for all threads.
 */
public final class Doors implements Tenancy {

    private final Connections connections;
    private final Seals seals;
    /** jOOQ for every place; complete once made. */
    private final Map<Inside, Configuration> configurations = new HashMap<>();

    private final BiFunction<Door, TenantId, TenantStores> stores;
    private final Whereabouts where = new Whereabouts();

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
        Carrier carrier =
                outer(scope).map(Carrier::readInside).orElseGet(() -> new EachAlone(connections, contextOfRead(scope)));
        return ended(carrier, () -> {
            asking.accept(carrier);
            return standing(scope, carrier, code, work);
        });
    }

    private <T> T writing(Scope scope, Code code, Consumer<Carrier> asking, Function<? super Door, ? extends T> work) {
        Optional<Carrier> outer = outer(scope);
        if (outer.isPresent()) {
            boolean isApplications = where.door() == null;
            Carrier carrier = outer.get().writeInside();
            Supplier<T> joined = () -> {
                asking.accept(carrier);
                return standing(scope, carrier, code, work);
            };
            return isApplications ? joining(carrier, joined) : joined.get();
        }
        Carrier carrier = new OneTransaction(connections, contextOfWrite(scope));
        return ended(carrier, () -> {
            asking.accept(carrier);
            return standing(scope, carrier, code, work);
        });
    }

    private Door door(Carrier carrier, Code code) {
        Inside inside = new Inside(carrier.isReadOnly(), code);
        return new Door(carrier, code, Objects.requireNonNull(configurations.get(inside)));
    }

    @Override
    public <T> T within(Scope scope, Supplier<? extends T> work) {
        return where.within(scope, work);
    }

    /** A view whose statements run in the scope that the caller is in; see {@link io.ghostworks.jooq.Database#dataSource}. */
    public DataSource armed() {
        return new ArmedDataSource(this);
    }

    /** The scope that the caller is in; empty outside of any. */
    public Optional<Scope> scope() {
        return Optional.ofNullable(where.scope());
    }

    Whereabouts whereabouts() {
        return where;
    }

    Connections connections() {
        return connections;
    }

    Context contextOfRead(Scope scope) {
        return Context.reading(seals, scope);
    }

    Context contextOfWrite(Scope scope) {
        return Context.writing(seals, scope);
    }

    /** What this thread's open door goes through, or the transaction that the application has begun, if there is one. */
    private Optional<Carrier> outer(Scope scope) {
        Whereabouts.Entered outer = where.door();
        if (outer == null) {
            ApplicationTransaction transaction = where.applicationsTransaction();
            return Optional.ofNullable(transaction == null ? null : transaction.carrier(scope));
        }
        if (!outer.scope().equals(scope)) {
            throw new IllegalStateException("this thread stands in another tenant, or acts for another user");
        }
        return Optional.of(outer.carrier());
    }

    /** Lets the work in, with a door that is good for as long as it runs. */
    private <T> T standing(Scope scope, Carrier carrier, Code code, Function<? super Door, ? extends T> work) {
        Door door = door(carrier, code);
        try {
            return where.in(new Whereabouts.Entered(scope, carrier), () -> work.apply(door));
        } finally {
            door.close();
        }
    }

    /** A write in the application's transaction: all or nothing, so with a part of it the whole transaction fails. */
    private <T> T joining(Carrier carrier, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            carrier.failed(failure);
            throw failure;
        } catch (Error failure) {
            carrier.failed(new IllegalStateException("a write inside has failed", failure));
            throw failure;
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
