package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostworks.TimeAndIds;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.jooq.Database;
import io.ghostworks.junit.GhostworksTest;
import io.ghostworks.junit.TwoTenants;
import org.junit.jupiter.api.Test;

@GhostworksTest
class ReportsTest {

    private final TimeAndIds ids = TimeAndIds.system();

    @Test
    void keepsReportsApart(TwoTenants tenants, Database database) {
        UserId author = tenants.one().actor();
        ArtifactContent report = ArtifactContent.of("Report", null, null, null);
        database.tenancy().write(tenants.one(), stores -> {
            stores.artifacts().create(Artifact.first(new ArtifactId(ids.id()), report, author, ids.now()));
            return report;
        });
        assertEquals(1, PlainJdbc.count(database, tenants.one()));
        assertEquals(0, PlainJdbc.count(database, tenants.other()));
        tenants.assertTenantCannotSee(dsl -> dsl.fetch("select name from ghostworks.artifacts"), tenants.other());
    }
}
