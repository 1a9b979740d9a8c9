package io.ghostworks.junit;

import io.ghostworks.Onboarding;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantDraft;
import java.util.List;

/** What a test class has: a database, its pool of one, and our library over it. */
record ClassDatabase(TestDatabase postgres, PoolOfOne pool, Database database) implements AutoCloseable {

    static ClassDatabase create(GhostworksTest asked) {
        TestDatabases server = TestDatabases.shared();
        TestDatabase postgres =
                asked.schema().isEmpty() ? server.create() : server.create(asked.schema(), List.of(asked.migrations()));
        PoolOfOne pool = new PoolOfOne(postgres.appDataSource(), ConnectionState.with(asked.settings()));
        return new ClassDatabase(
                postgres, pool, Database.over(pool, SealKey.of(postgres.sealKey()), postgres.signInDataSource()));
    }

    TwoTenants twoTenants() {
        TimeAndIds timeAndIds = TimeAndIds.system();
        Onboarding onboarding = new Onboarding(database.accounts(), database.directory(), timeAndIds);
        return new TwoTenants(database, tenant(onboarding, "one", timeAndIds), tenant(onboarding, "other", timeAndIds));
    }

    private static Scope tenant(Onboarding onboarding, String name, TimeAndIds timeAndIds) {
        UserId owner = onboarding
                .addUser(new Email(name + "-" + timeAndIds.id() + "@example.org"))
                .id();
        return new Scope(
                onboarding.addTenant(TenantDraft.named("Tenant " + name), owner).id(), owner);
    }

    @Override
    public void close() {
        database.close();
        pool.close();
        postgres.close();
    }
}
