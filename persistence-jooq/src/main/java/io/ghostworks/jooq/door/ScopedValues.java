package io.ghostworks.jooq.door;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** {@code java.lang.ScopedValue} of Java 25, for source that is compiled for Java 21. */
final class ScopedValues {

    private static final MethodHandle NEW;
    private static final MethodHandle IS_BOUND;
    private static final MethodHandle GET;
    private static final MethodHandle WHERE;
    private static final MethodHandle RUN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> type = Class.forName("java.lang.ScopedValue");
            Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
            NEW = lookup.findStatic(type, "newInstance", MethodType.methodType(type))
                    .asType(MethodType.methodType(Object.class));
            IS_BOUND = lookup.findVirtual(type, "isBound", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
            GET = lookup.findVirtual(type, "get", MethodType.methodType(Object.class))
                    .asType(MethodType.methodType(Object.class, Object.class));
            WHERE = lookup.findStatic(type, "where", MethodType.methodType(carrier, type, Object.class))
                    .asType(MethodType.methodType(Object.class, Object.class, Object.class));
            RUN = lookup.findVirtual(carrier, "run", MethodType.methodType(void.class, Runnable.class))
                    .asType(MethodType.methodType(void.class, Object.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ScopedValues() {}

    static Value create() {
        try {
            return new Value((Object) NEW.invokeExact());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** @param key the ScopedValue */
    record Value(Object key) {

        /** Null where it is not bound. */
        @Nullable
        Object get() {
            try {
                return (boolean) IS_BOUND.invokeExact(key) ? (Object) GET.invokeExact(key) : null;
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        void run(Object bound, Runnable work) {
            try {
                Object carrier = (Object) WHERE.invokeExact(key, bound);
                RUN.invokeExact(carrier, work);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
    }

    /** What the work throws comes out unchanged, also what it was not allowed to throw. */
    private static RuntimeException unexpected(Throwable e) {
        return ScopedValues.<RuntimeException>asItIs(e);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast is erased, which is what it is for.
    private static <E extends Throwable> E asItIs(Throwable e) throws E {
        throw (E) e;
    }
}
