package io.ghostworks.api.member;

import io.ghostworks.Members;
import io.ghostworks.account.Caller;
import io.ghostworks.api.web.AttemptLimit;
import io.ghostworks.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How many people one person may add or invite, and how many one workspace. Additions and invitations are counted together, since
 * each reaches somebody whom the caller chose. Safe for all threads.
 */
public final class AdditionLimit {

    private final Members members;
    private final AttemptLimit perCaller;
    private final AttemptLimit perWorkspace;

    /** @param perHour how many people one person may add or invite in an hour, and how many one workspace */
    public AdditionLimit(Members members, Clock clock, int perHour) {
        this.members = members;
        this.perCaller = new AttemptLimit(clock, perHour, Duration.ofHours(1));
        this.perWorkspace = new AttemptLimit(clock, perHour, Duration.ofHours(1));
    }

    /** What the addition gives. Only one that succeeds counts for the workspace. */
    <T> T get(Caller caller, TenantId tenant, Supplier<T> addition) {
        perCaller.attempt(caller.user().toString());
        if (perWorkspace.isSpent(tenant.toString())) {
            // For a stranger the workspace does not exist, whether or not the limit is used up.
            members.list(caller, tenant);
            perWorkspace.attempt(tenant.toString());
        }
        T result = addition.get();
        perWorkspace.count(tenant.toString());
        return result;
    }

    void run(Caller caller, TenantId tenant, Runnable addition) {
        get(caller, tenant, () -> {
            addition.run();
            return Boolean.TRUE;
        });
    }
}
