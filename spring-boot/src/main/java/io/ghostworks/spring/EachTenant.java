package io.ghostworks.spring;

import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.Workspace;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs what nobody asked for, such as a method with {@code @Scheduled}, in one tenant after another. It acts for a user, as a
 * request does: one of the application's own, who is a member of the tenants that it works for. Safe for all threads.
 */
public final class EachTenant {

    private final Tenancy tenancy;
    private final TenantDirectory directory;

    EachTenant(Tenancy tenancy, TenantDirectory directory) {
        this.tenancy = tenancy;
        this.directory = directory;
    }

    /**
     * Runs the work in each tenant that is switched on and that the user is an active member of, in the order of their names, on the
     * calling thread. A failure in one does not keep it from the others.
     *
     * @throws RuntimeException the first failure, at the end; the others are suppressed in it
     */
    public void run(UserId user, Consumer<Scope> work) {
        RuntimeException first = null;
        for (Workspace workspace : directory.list(user)) {
            if (workspace.tenant().isActive()) {
                first = run(new Scope(workspace.tenant().id(), user), work, first);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private @Nullable RuntimeException run(Scope scope, Consumer<Scope> work, @Nullable RuntimeException first) {
        try {
            tenancy.within(scope, () -> {
                work.accept(scope);
                return scope;
            });
            return first;
        } catch (RuntimeException failure) {
            if (first == null) {
                return failure;
            }
            first.addSuppressed(failure);
            return first;
        }
    }
}
