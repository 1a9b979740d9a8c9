package io.ghostworks.testing.memory;

import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.TenantStore;
import io.ghostworks.testing.contract.Together;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Doors with one defect each. */
final class WrongDoors {

    private WrongDoors() {}

    static final StoreFactory FORGETS_ROLLBACK = new StoreFactory() {
        @Override
        public OpenDoor door(Vault vault, TenantId tenant, boolean writes) {
            return new OpenDoor(vault, tenant, writes) {
                @Override
                void close() {
                    commit();
                    super.close();
                }
            };
        }
    };

    static final StoreFactory SURVIVES_A_FAILURE = new StoreFactory() {
        @Override
        public OpenDoor door(Vault vault, TenantId tenant, boolean writes) {
            return new OpenDoor(vault, tenant, writes) {
                @Override
                void fail(RuntimeException thrown) {
                    // Forgets it.
                }
            };
        }
    };

    static final StoreFactory LETS_THE_LAST_OWNER_GO = new StoreFactory() {
        @Override
        public OpenDoor door(Vault vault, TenantId tenant, boolean writes) {
            return new OpenDoor(vault, tenant, writes) {
                @Override
                void requireOwner(TenantRows changed) {
                    // Anyone may go.
                }
            };
        }
    };

    static final StoreFactory ASKS_FOR_NO_ROLE = new StoreFactory() {
        @Override
        public MemberStore members(Visit visit) {
            return new InMemoryMemberStore(visit) {
                @Override
                void requireRole(TenantRows rows, Role least) {
                    // Anyone may.
                }
            };
        }

        @Override
        public TenantStore tenant(Visit visit) {
            return new InMemoryTenantStore(visit) {
                @Override
                void requireRole(TenantRows rows, Role least) {
                    // Anyone may.
                }
            };
        }
    };

    static final StoreFactory STAYS_OPEN = new StoreFactory() {
        @Override
        public Visit visit(
                InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
            return new Visit(tenancy, door, scope, writes, admission) {
                @Override
                void close() {
                    // Stays open.
                }
            };
        }
    };

    static final StoreFactory LETS_OTHER_THREADS_IN = new StoreFactory() {
        @Override
        public Visit visit(
                InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
            return new Visit(tenancy, door, scope, writes, admission) {
                @Override
                void requireSame(Thread owner) {
                    // Any thread will do.
                }
            };
        }
    };

    static final StoreFactory ADMITS_WITHOUT_ASKING = new StoreFactory() {
        @Override
        public Visit visit(
                InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
            return new Visit(tenancy, door, scope, writes, null);
        }
    };

    static final StoreFactory ASKS_TOO_EARLY = new StoreFactory() {
        @Override
        public Visit visit(
                InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
            Visit visit = new Visit(tenancy, door, scope, writes, admission);
            visit.admit();
            return visit;
        }
    };

    static final StoreFactory WRITES_IN_A_READ = new StoreFactory() {
        @Override
        public Visit visit(
                InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
            return new Visit(tenancy, door, scope, true, admission);
        }
    };

    static final StoreFactory LISTS_MEMBERS_OF_ALL_TENANTS = new StoreFactory() {
        @Override
        public MemberStore members(Visit visit) {
            return new ListsMembersOfAllTenants(visit);
        }
    };

    static class ListsMembersOfAllTenants extends InMemoryMemberStore {

        ListsMembersOfAllTenants(Visit visit) {
            super(visit);
        }

        @Override
        public List<Member> list() {
            return visit.see(rows -> visit.door.vault.committed().tenants().values().stream()
                    .flatMap(tenant -> tenant.members.values().stream())
                    .map(this::member)
                    .toList());
        }
    }

    static class DeletesAllTenants extends InMemoryTenantStore {

        DeletesAllTenants(Visit visit) {
            super(visit);
        }

        @Override
        public void delete() {
            super.delete();
            visit.door.vault.run(rows -> rows.tenants().clear());
        }
    }

    static class LeavesMembersBehind extends InMemoryTenantStore {

        LeavesMembersBehind(Visit visit) {
            super(visit);
        }

        @Override
        public void delete() {
            visit.run(rows -> {
                rows.tenant();
                rows.artifacts.clear();
            });
        }
    }

    /** Opens a second tenant inside the first, by way of another thread. */
    record OpensAnotherTenantInside(Tenancy right) implements Tenancy {

        @Override
        public <T> T within(Scope scope, Supplier<? extends T> work) {
            return work.get();
        }

        @Override
        public <T> T read(Scope scope, Function<? super TenantStores, ? extends T> work) {
            return Together.elsewhere(() -> right.<T>read(scope, work));
        }

        @Override
        public <T> T write(Scope scope, Function<? super TenantStores, ? extends T> work) {
            return Together.elsewhere(() -> right.<T>write(scope, work));
        }

        @Override
        public <T> T read(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
            return Together.elsewhere(() -> right.<T>read(scope, admission, work));
        }

        @Override
        public <T> T write(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work) {
            return Together.elsewhere(() -> right.<T>write(scope, admission, work));
        }
    }
}
