package io.ghostworks.jooq;

import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Opens and closes doors, and keeps one thread from standing in two tenants. Safe for all threads. */
final class Doors {

    /** The nil UUID (RFC 9562, section 5.9): as a tenant, deliberately none; as a user, nobody. */
    static final UUID NOBODY = new UUID(0, 0);

    private final Connections connections;
    private final Configuration configuration;
    /** Not static: a thread may stand in one tenant of each of several databases. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Door> current = new ThreadLocal<>();

    Doors(Connections connections, Configuration configuration) {
        this.connections = connections;
        this.configuration = configuration;
    }

    <T> T read(Scope scope, @Nullable Admission admission, Function<? super Door, ? extends T> work) {
        Door outer = current.get();
        if (outer != null) {
            return joined(outer, false, scope, admission, work);
        }
        ReadDoor door = new ReadDoor(
                connections,
                configuration,
                scope.tenant().value(),
                scope.actor().value(),
                true,
                admission);
        T result = inside(door, work);
        door.admitPending();
        return result;
    }

    <T> T write(Scope scope, @Nullable Admission admission, Function<? super Door, ? extends T> work) {
        Door outer = current.get();
        if (outer != null) {
            if (!outer.isForWriting()) {
                throw new IllegalStateException("a write cannot start inside a read");
            }
            return joined(outer, true, scope, admission, work);
        }
        WriteDoor door = new WriteDoor(
                connections,
                configuration,
                scope.tenant().value(),
                scope.actor().value());
        return committed(door, opened -> {
            if (admission != null) {
                opened.admit(admission);
            }
            return work.apply(opened);
        });
    }

    /** Runs one statement outside of any tenant, for a user or for {@link #NOBODY}. */
    <T> T outside(UUID user, Function<? super DSLContext, ? extends T> work) {
        ReadDoor door = new ReadDoor(connections, configuration, NOBODY, user, false, null);
        try {
            return door.run(work);
        } finally {
            door.close();
        }
    }

    private <T> T joined(
            Door outer,
            boolean forWriting,
            Scope scope,
            @Nullable Admission admission,
            Function<? super Door, ? extends T> work) {
        if (!outer.tenant.equals(scope.tenant().value())
                || !outer.user.equals(scope.actor().value())) {
            throw new IllegalStateException("this thread stands in another tenant, or acts for another user");
        }
        if (admission != null) {
            outer.admit(admission);
        }
        JoinedDoor door = new JoinedDoor(outer, configuration, forWriting);
        current.set(door);
        try {
            return work.apply(door);
        } finally {
            current.set(outer);
            door.end();
        }
    }

    private <T> T committed(WriteDoor door, Function<? super Door, ? extends T> work) {
        boolean done = false;
        try {
            T result = inside(door, work);
            door.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                door.rollback();
            }
            door.end();
        }
    }

    private <T> T inside(Door door, Function<? super Door, ? extends T> work) {
        current.set(door);
        try {
            return work.apply(door);
        } finally {
            current.remove();
            door.close();
        }
    }
}
