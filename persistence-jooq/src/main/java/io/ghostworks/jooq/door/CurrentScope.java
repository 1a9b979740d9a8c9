package io.ghostworks.jooq.door;

import io.ghostworks.tenancy.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In which scope the caller is, for code that cannot be given it. A thread that is started inside does not get it: whoever
 * wants that takes it along. Safe for all threads.
 */
abstract sealed class CurrentScope permits CurrentScope.OfThread, CurrentScope.Bound {

    private static final int JAVA_WITH_SCOPED_VALUES = 25;

    /** By ScopedValue (JEP 506), which nobody can leave set, where the JDK has it; else by a thread local. */
    static CurrentScope create() {
        return Runtime.version().feature() >= JAVA_WITH_SCOPED_VALUES ? new Bound() : new OfThread();
    }

    /** Null outside of {@link #within}. */
    abstract @Nullable Scope get();

    /** Runs the work in the scope, and is in the one before afterwards. */
    abstract <T> T within(Scope scope, Supplier<? extends T> work);

    /** By a thread local. */
    static final class OfThread extends CurrentScope {

        /** Not static: a thread may be in one scope of each of several databases. */
        @SuppressWarnings("ThreadLocalUsage")
        private final ThreadLocal<@Nullable Scope> current = new ThreadLocal<>();

        @Override
        @Nullable
        Scope get() {
            return current.get();
        }

        @Override
        <T> T within(Scope scope, Supplier<? extends T> work) {
            Scope before = current.get();
            current.set(scope);
            try {
                return work.get();
            } finally {
                if (before == null) {
                    current.remove();
                } else {
                    current.set(before);
                }
            }
        }
    }

    /** By a ScopedValue. */
    static final class Bound extends CurrentScope {

        private final ScopedValues.Value value = ScopedValues.create();

        @Override
        @Nullable
        Scope get() {
            return value.get() instanceof Scope scope ? scope : null;
        }

        @Override
        <T> T within(Scope scope, Supplier<? extends T> work) {
            List<T> answer = new ArrayList<>(1);
            value.run(scope, () -> answer.add(work.get()));
            return answer.getFirst();
        }
    }
}
