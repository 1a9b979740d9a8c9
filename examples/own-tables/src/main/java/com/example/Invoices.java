package com.example;

import static com.example.db.billing.Tables.ATTACHMENTS;
import static com.example.db.billing.Tables.INVOICES;
import static com.example.db.ghostworks.Tables.ARTIFACTS;

import io.ghostworks.TimeAndIds;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import java.util.List;
import java.util.UUID;

/** Invoices with attachments: a table of ours beside artifacts, which are Ghostworks'. */
public final class Invoices {

    private final Database database;
    private final TimeAndIds ids = TimeAndIds.system();

    public Invoices(Database database) {
        this.database = database;
    }

    /** Both or neither. */
    public UUID issue(Scope scope, String number, long totalCents, String attachment) {
        UUID tenant = scope.tenant().value();
        return database.tables().write(scope, dsl -> {
            UUID invoice = ids.id();
            dsl.insertInto(INVOICES).values(tenant, invoice, number, totalCents).execute();
            ArtifactId artifact = database.tenancy().write(scope, stores -> {
                ArtifactId id = new ArtifactId(ids.id());
                ArtifactContent content = ArtifactContent.of(attachment, null, null, null);
                stores.artifacts().create(Artifact.first(id, content, scope.actor(), ids.now()));
                return id;
            });
            dsl.insertInto(ATTACHMENTS).values(tenant, invoice, artifact.value()).execute();
            return invoice;
        });
    }

    /** Joined by keys that are led by the tenant. */
    public List<String> attachments(Scope scope, String number) {
        return database.tables()
                .read(scope, dsl -> dsl.select(ARTIFACTS.NAME)
                        .from(INVOICES)
                        .join(ATTACHMENTS)
                        .on(ATTACHMENTS.TENANT_ID.eq(INVOICES.TENANT_ID).and(ATTACHMENTS.INVOICE_ID.eq(INVOICES.ID)))
                        .join(ARTIFACTS)
                        .on(ARTIFACTS.TENANT_ID.eq(ATTACHMENTS.TENANT_ID).and(ARTIFACTS.ID.eq(ATTACHMENTS.ARTIFACT_ID)))
                        .where(INVOICES.NUMBER.eq(number))
                        .fetch(ARTIFACTS.NAME));
    }
}
