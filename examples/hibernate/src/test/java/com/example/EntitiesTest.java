package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostworks.jooq.Database;
import io.ghostworks.junit.GhostworksTest;
import io.ghostworks.junit.TwoTenants;
import io.ghostworks.tenancy.Scope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@GhostworksTest(schema = "billing", migrations = "classpath:db/billing")
class EntitiesTest {

    private static final String NATIVE = "select number from billing.invoices";

    @Test
    void keepsTheEntitiesOfTenantsApart(TwoTenants tenants, Database database) {
        try (EntityManagerFactory entities = Entities.over(database)) {
            UUID id = UUID.randomUUID();
            inTransaction(database, tenants.one(), entities, manager -> {
                manager.persist(new Invoice(id, "2026-001"));
                manager.persist(new Reminder(id, "pay"));
                return id;
            });
            for (boolean owner : new boolean[] {true, false}) {
                inTransaction(database, owner ? tenants.one() : tenants.other(), entities, manager -> {
                    assertEquals(owner, manager.find(Invoice.class, id) != null);
                    assertEquals(owner, manager.find(Reminder.class, id) != null);
                    assertEquals(owner ? 1 : 0, list(manager, "select i.number from Invoice i").size());
                    assertEquals(owner ? 1 : 0, list(manager, "select r.text from Reminder r").size());
                    return id;
                });
            }
        }
    }

    /** Hibernate adds no tenant to SQL that it does not understand; PostgreSQL looks at every row. */
    @Test
    void isolatesNativeQueriesToo(TwoTenants tenants, Database database) {
        try (EntityManagerFactory entities = Entities.over(database)) {
            inTransaction(database, tenants.one(), entities, manager -> {
                manager.persist(new Invoice(UUID.randomUUID(), "native"));
                manager.persist(new Reminder(UUID.randomUUID(), "native"));
                return 1;
            });
            for (String sql : List.of(NATIVE, "select text from billing.reminders")) {
                assertTrue(inTransaction(database, tenants.one(), entities, manager -> natively(manager, sql))
                        .contains("native"));
                assertEquals(
                        List.of(), inTransaction(database, tenants.other(), entities, manager -> natively(manager, sql)));
            }
            Integer stolen = inTransaction(
                    database,
                    tenants.other(),
                    entities,
                    manager -> manager.createNativeQuery("update billing.invoices set number = 'stolen'").executeUpdate());
            assertEquals(0, stolen.intValue());
        }
    }

    @Test
    void rollsBackWithAWriteOfTenancyThatHasJoined(TwoTenants tenants, Database database) {
        try (EntityManagerFactory entities = Entities.over(database)) {
            database.tenancy().within(tenants.one(), () -> {
                EntityManager manager = entities.createEntityManager();
                manager.getTransaction().begin();
                manager.persist(new Invoice(UUID.randomUUID(), "half"));
                manager.flush();
                database.tables()
                        .write(
                                tenants.one(),
                                dsl -> dsl.execute(
                                        "insert into billing.invoices (id, number) values (?, 'other half')",
                                        UUID.randomUUID()));
                assertEquals(2, natively(manager, NATIVE + " where number like '%half'").size());
                manager.getTransaction().rollback();
                manager.close();
                return 1;
            });
            assertEquals(
                    List.of(),
                    inTransaction(
                            database,
                            tenants.one(),
                            entities,
                            manager -> natively(manager, NATIVE + " where number like '%half'")));
        }
    }

    @Test
    void updatesWhatItHasReadAndReadsWithoutATransaction(TwoTenants tenants, Database database) {
        try (EntityManagerFactory entities = Entities.over(database)) {
            UUID id = UUID.randomUUID();
            inTransaction(database, tenants.one(), entities, manager -> {
                manager.persist(new Invoice(id, "before"));
                return id;
            });
            inTransaction(database, tenants.one(), entities, manager -> {
                manager.find(Invoice.class, id).renumber("after");
                return id;
            });
            assertEquals("after", database.tenancy().within(tenants.one(), () -> number(entities, id)));
            assertNull(database.tenancy().within(tenants.other(), () -> number(entities, id)));
        }
    }

    @Test
    void refusesToWorkInNoTenant(Database database) {
        try (EntityManagerFactory entities = Entities.over(database)) {
            RuntimeException refused = assertThrows(RuntimeException.class, () -> entities.createEntityManager());
            assertTrue(String.valueOf(refused.getMessage()).contains("tenancy.within(scope, …)"), refused.toString());
        }
    }

    private static String number(EntityManagerFactory entities, UUID id) {
        try (EntityManager manager = entities.createEntityManager()) {
            Invoice found = manager.find(Invoice.class, id);
            return found == null ? null : found.number();
        }
    }

    private static List<String> list(EntityManager manager, String query) {
        return manager.createQuery(query, String.class).getResultList();
    }

    private static List<String> natively(EntityManager manager, String sql) {
        return manager.createNativeQuery(sql, String.class).getResultList();
    }

    private static <T> T inTransaction(
            Database database, Scope scope, EntityManagerFactory entities, Function<EntityManager, T> work) {
        return database.tenancy().within(scope, () -> entities.callInTransaction(work::apply));
    }
}
