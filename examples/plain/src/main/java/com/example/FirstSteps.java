package com.example;

import io.ghostworks.Onboarding;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantDraft;
import java.util.List;
import java.util.Optional;

/** A person, a tenant, something written, and found again. README.md shows the body. */
public final class FirstSteps {

    private FirstSteps() {}

    public static void main(String[] arguments) {
        try (TestDatabase postgres = TestDatabases.shared().create(); // a real one, gone at the end
                Database database = Database.over(postgres.appDataSource(), SealKey.of(postgres.sealKey()), postgres.signInDataSource())) {
            TimeAndIds ids = TimeAndIds.system();
            Onboarding onboarding = new Onboarding(database.accounts(), database.directory(), ids);
            UserId ada = onboarding.addUser(new Email("ada@example.com")).id();
            Scope acme = new Scope(onboarding.addTenant(TenantDraft.named("Acme"), ada).id(), ada);
            ArtifactContent report = ArtifactContent.of("Report", null, List.of("draft"), null);
            database.tenancy().write(acme, stores -> {
                stores.artifacts().create(Artifact.first(new ArtifactId(ids.id()), report, ada, ids.now()));
                return report;
            });
            database.tenancy()
                    .read(acme, stores -> stores.artifacts().list(ArtifactFilter.ALL.tagged("draft"), Optional.empty(), 20))
                    .items().forEach(artifact -> System.out.println(artifact.content().name()));
        }
    }
}
