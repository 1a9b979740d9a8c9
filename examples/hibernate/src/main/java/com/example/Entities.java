package com.example;

import io.ghostworks.jooq.Database;
import jakarta.persistence.EntityManagerFactory;
import java.util.UUID;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Hibernate on the armed data source. */
public final class Entities {

    private Entities() {}

    public static EntityManagerFactory over(Database database) {
        return new HibernatePersistenceConfiguration("billing")
                .managedClasses(Invoice.class, Reminder.class)
                .property("jakarta.persistence.nonJtaDataSource", database.dataSource())
                // When it starts Hibernate would ask the database what it is, in no tenant.
                .property("hibernate.boot.allow_jdbc_metadata_access", "false")
                .property("jakarta.persistence.database-product-name", "PostgreSQL")
                .property("jakarta.persistence.database-major-version", "18")
                // For @TenantId alone.
                .property("hibernate.tenant_identifier_resolver", new OfScope(database))
                .createEntityManagerFactory();
    }

    private record OfScope(Database database) implements CurrentTenantIdentifierResolver<UUID> {

        @Override
        public UUID resolveCurrentTenantIdentifier() {
            return database.scope()
                    .orElseThrow(() -> new IllegalStateException("run it inside tenancy.within(scope, …)"))
                    .tenant()
                    .value();
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return true;
        }
    }
}
