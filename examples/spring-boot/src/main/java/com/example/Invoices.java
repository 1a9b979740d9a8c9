package com.example;

import io.ghostworks.TimeAndIds;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Four ways to the same rows, in one transaction. */
@Service
public class Invoices {

    private final JdbcTemplate jdbc;
    private final DSLContext jooq;
    private final EntityManager entities;
    private final Database database;
    private final TimeAndIds ids = TimeAndIds.system();

    Invoices(JdbcTemplate jdbc, DSLContext jooq, EntityManager entities, Database database) {
        this.jdbc = jdbc;
        this.jooq = jooq;
        this.entities = entities;
        this.database = database;
    }

    @Transactional
    public void issue(String name, boolean fail) {
        jdbc.update("insert into billing.invoices (id, number) values (?, ?)", UUID.randomUUID(), name + " by JDBC");
        jooq.execute("insert into billing.invoices (id, number) values (?, ?)", UUID.randomUUID(), name + " by jOOQ");
        entities.persist(new Invoice(UUID.randomUUID(), name + " by JPA"));
        Scope scope = database.scope().orElseThrow();
        database.tenancy().write(scope, stores -> {
            ArtifactContent content = ArtifactContent.of(name, null, null, null);
            stores.artifacts().create(Artifact.first(new ArtifactId(ids.id()), content, scope.actor(), ids.now()));
            return content;
        });
        if (fail) {
            throw new IllegalStateException("after everything was written");
        }
    }

    @Transactional(readOnly = true)
    public List<String> numbers() {
        List<String> byJdbc = jdbc.queryForList("select number from billing.invoices order by number", String.class);
        List<String> byJpa = entities.createQuery("select i from Invoice i order by i.number", Invoice.class)
                .getResultList().stream()
                .map(Invoice::number)
                .toList();
        if (!byJdbc.equals(byJpa)) {
            throw new IllegalStateException(byJdbc + " is not " + byJpa);
        }
        return byJpa;
    }

    /** SQL that Hibernate does not look into. */
    @Transactional(readOnly = true)
    public List<String> byNativeQuery() {
        return entities.createNativeQuery("select number from billing.invoices", String.class).getResultList();
    }

    public List<String> artifacts() {
        return jdbc.queryForList("select name from ghostworks.artifacts order by name", String.class);
    }
}
