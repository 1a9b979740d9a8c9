package com.example;

import static com.example.db.billing.Tables.ATTACHMENTS;
import static com.example.db.billing.Tables.INVOICES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.junit.GhostworksTest;
import io.ghostworks.junit.TwoTenants;
import io.ghostworks.migrations.doctor.Doctor;
import io.ghostworks.migrations.doctor.DoctorOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

@GhostworksTest(schema = "billing", migrations = "classpath:db/billing")
class InvoicesTest {

    @Test
    void keepsInvoicesApart(TwoTenants tenants, Database database) {
        Invoices invoices = new Invoices(database);
        invoices.issue(tenants.one(), "2026-001", 9900, "the contract");

        assertEquals(List.of("the contract"), invoices.attachments(tenants.one(), "2026-001"));
        assertEquals(List.of(), invoices.attachments(tenants.other(), "2026-001"));
        tenants.assertTenantCannotSee(dsl -> dsl.selectFrom(INVOICES).fetch(), tenants.other());
        tenants.assertTenantCannotSee(dsl -> dsl.selectFrom(ATTACHMENTS).fetch(), tenants.other());
        // The number that another tenant took is free.
        invoices.issue(tenants.other(), "2026-001", 100, "another contract");
    }

    @Test
    void storesNothingWhenAPartOfItFails(TwoTenants tenants, Database database) {
        Invoices invoices = new Invoices(database);
        invoices.issue(tenants.one(), "2026-002", 100, "the first");

        assertThrows(RuntimeException.class, () -> invoices.issue(tenants.one(), "2026-002", 200, "the second"));

        assertEquals(List.of("the first"), invoices.attachments(tenants.one(), "2026-002"));
    }

    @Test
    void leavesTheDoctorNothingToFind(TestDatabase postgres) {
        assertEquals(List.of(), new Doctor(postgres.admin(), DoctorOptions.ghostworks()).examine());
    }
}
