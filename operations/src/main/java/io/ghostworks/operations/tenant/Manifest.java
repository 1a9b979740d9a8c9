package io.ghostworks.operations.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive holds. The signature is over its bytes, and each table's SHA-256 is in it, so everything is signed.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion raised when a reader of before would misread it
 * @param schemaVersion the newest migration of Ghostworks that the database had
 * @param lsn where in the log of changes the snapshot was taken
 * @param people the members: people are outside of tenants, so what travels is what a fellow member may see
 * @param tables parents before those that refer to them
 */
record Manifest(
        String format,
        int formatVersion,
        Instant madeAt,
        String madeBy,
        String serverVersion,
        String lsn,
        String schemaVersion,
        Tenant tenant,
        List<Person> people,
        List<Table> tables) {
    static final String FORMAT = "ghostworks-tenant";
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    Manifest {
        people = List.copyOf(people);
        tables = List.copyOf(tables);
    }

    /** A member of the tenant. */
    record Person(
            UUID id,
            String email,
            @Nullable String firstName,
            @Nullable String lastName) {}

    /**
     * A table's rows.
     *
     * @param file the member of the tar
     * @param bytes its size
     * @param sha256 in hexadecimal digits
     */
    record Table(
            String schema,
            String name,
            String tenantColumn,
            List<Column> columns,
            String file,
            long rows,
            long bytes,
            String sha256) {
        Table {
            columns = List.copyOf(columns);
        }

        String title() {
            return schema + "." + name;
        }
    }

    /** A column, in the order of the text. */
    record Column(String name, String type) {}

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    /** Only the first two fields of whatever version. */
    static Version version(byte[] json) throws JacksonException {
        var tree = JSON.readTree(json);
        return new Version(
                tree.path("format").asString(""), tree.path("format_version").asInt(0));
    }

    static Manifest read(byte[] json) throws JacksonException {
        return JSON.readValue(json, Manifest.class);
    }

    /** Which form. */
    record Version(String format, int number) {}
}
