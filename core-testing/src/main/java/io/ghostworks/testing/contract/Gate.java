package io.ghostworks.testing.contract;

import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.error.Forbidden;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Standing;
import java.util.function.Consumer;

/** An admission that does with the standing what a test likes. */
record Gate(Caller caller, Consumer<Standing> decision) implements Admission {

    static Gate refusing(Caller caller, Forbidden refusal) {
        return new Gate(caller, standing -> {
            throw refusal;
        });
    }

    @Override
    public SessionId session() {
        return caller.session();
    }

    @Override
    public void admit(Standing standing) {
        decision.accept(standing);
    }
}
