package io.ghostworks.jooq;

import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.TenantStore;
import java.util.function.Function;

/** {@link Tenancy} on PostgreSQL's row-level security. */
record JooqTenancy(Doors doors) implements Tenancy {

    @Override
    public <T> T read(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return doors.read(scope, null, door -> work.apply(new Stores(door)));
    }

    @Override
    public <T> T write(Scope scope, Function<? super TenantStores, ? extends T> work) {
        return doors.write(scope, null, door -> work.apply(new Stores(door)));
    }

    @Override
    public <T> T read(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
        return doors.read(scope, admission, door -> work.apply(new Stores(door)));
    }

    @Override
    public <T> T write(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
        return doors.write(scope, admission, door -> work.apply(new Stores(door)));
    }

    private record Stores(Door door) implements TenantStores {

        @Override
        public ArtifactStore artifacts() {
            return new JooqArtifactStore(door);
        }

        @Override
        public MemberStore members() {
            return new JooqMemberStore(door);
        }

        @Override
        public TenantStore tenant() {
            return new JooqTenantStore(door);
        }
    }
}
