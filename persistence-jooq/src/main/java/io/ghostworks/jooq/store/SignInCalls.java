package io.ghostworks.jooq.store;

import io.ghostworks.account.Caller;
import io.ghostworks.jooq.door.SignIn;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Calls of the functions that the sign-in role may execute, each one statement. */
record SignInCalls(SignIn signIn) {

    /** What a function answers; empty for null. */
    <T> Optional<T> ask(String function, DataType<T> type, Field<?>... arguments) {
        Field<T> answer = DSL.function(DSL.name("ghostworks", function), type, arguments);
        return signIn.run(dsl -> Optional.ofNullable(dsl.select(answer).fetchSingle(Record1::value1)));
    }

    /** Whether a function says true; empty for null. */
    Optional<Boolean> ask(String function, Field<?>... arguments) {
        return ask(function, SQLDataType.BOOLEAN, arguments);
    }

    /** Whether a function that has no third answer says true. */
    boolean isTrue(String function, Field<?>... arguments) {
        return ask(function, arguments).orElseThrow();
    }

    /** A function that answers nothing. */
    void run(String function, Field<?>... arguments) {
        Field<?> call = DSL.function(DSL.name("ghostworks", function), SQLDataType.OTHER, arguments);
        signIn.run(dsl -> dsl.query("select {0}", call).execute());
    }

    static Field<UUID> user(Caller.Session caller) {
        return DSL.val(caller.user().value());
    }

    static Field<UUID> session(Caller.Session caller) {
        return DSL.val(caller.session().value());
    }
}
