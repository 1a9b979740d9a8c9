package io.ghostworks.spring;

import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/**
 * Upgrades the schema of Ghostworks when the application starts, with the history that {@code ./ghostworks db} keeps, in our
 * schema: an application's Flyway sees neither. Gives the database the application's seal key. Does nothing where no role for it
 * is configured.
 */
public final class GhostworksMigration implements InitializingBean {

    private final GhostworksProperties properties;
    /** Asked only where something is to be migrated: an application with data sources of its own may have no address. */
    private final Supplier<String> url;

    GhostworksMigration(GhostworksProperties properties, Supplier<String> url) {
        this.properties = properties;
        this.url = url;
    }

    @Override
    public void afterPropertiesSet() {
        String user = properties.migration().username();
        if (!properties.migration().enabled() || user == null) {
            return;
        }
        DatabaseUrl address = DatabaseUrl.parse(url.get())
                .withUser(user, properties.migration().password());
        new Migrator(address).upgrade();
        addKey(address, properties.sealKey());
    }

    private static void addKey(DatabaseUrl address, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            new SealKeys(address).add(SealKey.parse(text).bytes());
        }
    }
}
