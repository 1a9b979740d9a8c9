package io.ghostworks.testing.contract.tenancy;

import io.ghostworks.account.Caller;
import io.ghostworks.error.Forbidden;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Standing;
import java.util.function.Consumer;

/** An admission that does with the standing what a test likes. */
record TestAdmission(Caller caller, Consumer<Standing> decision) implements Admission {

    static TestAdmission refusing(Caller caller, Forbidden refusal) {
        return new TestAdmission(caller, standing -> {
            throw refusal;
        });
    }

    @Override
    public void admit(Standing standing) {
        decision.accept(standing);
    }
}
