package io.ghostworks.build.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Property;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratedPostgresDatabaseTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void showsTheTablesOfAnEmbeddingServiceAfterOurs() throws Exception {
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(
                migrations.resolve("V1__invoices.sql"),
                "create table invoices (tenant_id uuid references ghostworks.tenants, id uuid, primary key (tenant_id, id));"
                        + " select ghostworks.isolate('invoices');");
        generate(
                "billing",
                new Property().withKey("schema").withValue("billing"),
                new Property().withKey("locations").withValue(" filesystem:" + migrations + " , "));
        assertThat(directory.resolve("generated/shop/tables/Invoices.java"))
                .content()
                .contains("TENANT_ID");
    }

    @Test
    void showsOurTables() throws Exception {
        generate("ghostworks");
        assertThat(directory.resolve("generated/shop/tables/Artifacts.java")).exists();
    }

    @Test
    void wantsASchemaForItsLocations() {
        assertThatThrownBy(() ->
                        generate("billing", new Property().withKey("locations").withValue("filesystem:" + directory)))
                .hasStackTraceContaining("the properties locations and schema of");
    }

    private void generate(String schema, Property... properties) throws Exception {
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.ERROR)
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName(MigratedPostgresDatabase.class.getName())
                                .withInputSchema(schema)
                                .withProperties(properties))
                        .withTarget(new Target()
                                .withPackageName("shop")
                                .withDirectory(directory.resolve("generated").toString()))));
    }
}
