package io.ghostworks.spring;

import io.ghostworks.Onboarding;
import io.ghostworks.TimeAndIds;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.jooq.TenantTables;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDirectory;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;

/**
 * A {@link Database} over the application's own pool, and its armed data source as the one that everything else takes:
 * JdbcTemplate, jOOQ, JPA and the transaction manager.
 */
@AutoConfiguration(
        after = DataSourceAutoConfiguration.class,
        before = {DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class},
        beforeName = {
            "org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnBean(DataSource.class)
@ConditionalOnProperty(name = "ghostworks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GhostworksProperties.class)
public class GhostworksAutoConfiguration {

    /** The data source that everything takes. */
    static final String ARMED = "ghostworksDataSource";

    /** For Flyway, which is not to find it by type. */
    static final String MIGRATING = "ghostworksMigrationDataSource";

    private static final String MIGRATION = "ghostworksMigration";

    /** Upgrades our schema, before the application's own migrations. */
    @Bean(MIGRATION)
    GhostworksMigration ghostworksMigration(
            GhostworksProperties properties, ObjectProvider<JdbcConnectionDetails> details) {
        return new GhostworksMigration(
                properties, () -> url(properties.migration().url(), details.getIfAvailable()));
    }

    /** Closed by Spring, with no pool of its own but that of signing in. */
    @Bean(destroyMethod = "close")
    @DependsOn(MIGRATION)
    @ConditionalOnMissingBean
    Database ghostworksDatabase(
            GhostworksProperties properties, ListableBeanFactory beans, ObjectProvider<JdbcConnectionDetails> details) {
        String text = properties.sealKey();
        if (text == null || text.isBlank()) {
            throw new MisconfiguredGhostworks(
                    "ghostworks.seal-key is missing",
                    "Set it to the key that the database has:"
                            + " db init printed it, or where the application migrates, to Base64 of 32 random bytes (openssl rand"
                            + " -base64 32).");
        }
        SealKey key = SealKey.parse(text);
        DataSource pool = pool(properties, beans);
        String signIn = properties.signIn().username();
        if (signIn == null) {
            return checked(Database.over(pool, key));
        }
        PGSimpleDataSource people = new PGSimpleDataSource();
        people.setUrl(url(properties.signIn().url(), details.getIfAvailable()));
        people.setUser(signIn);
        people.setPassword(properties.signIn().password());
        return checked(Database.over(pool, () -> key, people));
    }

    /** Asks the server once, so that what cannot work ends the start. */
    private static Database checked(Database database) {
        database.server();
        return database;
    }

    /** The application's own, which is any that is not ours. */
    private static DataSource pool(GhostworksProperties properties, ListableBeanFactory beans) {
        List<String> names = Arrays.stream(beans.getBeanNamesForType(DataSource.class, true, false))
                .filter(name -> !name.equals(ARMED) && !name.equals(MIGRATING))
                .toList();
        String wanted = properties.dataSource();
        if (wanted == null && names.size() != 1) {
            throw new MisconfiguredGhostworks(
                    "the application has " + names.size() + " data sources: " + String.join(", ", names),
                    "Name the one of Ghostworks with ghostworks.data-source.");
        }
        if (wanted != null && !names.contains(wanted)) {
            throw new MisconfiguredGhostworks(
                    "ghostworks.data-source names " + wanted + ", and the data sources are " + String.join(", ", names),
                    "Name one of them.");
        }
        return beans.getBean(wanted == null ? names.getFirst() : wanted, DataSource.class);
    }

    static String url(@Nullable String given, @Nullable JdbcConnectionDetails details) {
        String url = given != null ? given : details == null ? null : details.getJdbcUrl();
        if (url == null) {
            throw new MisconfiguredGhostworks(
                    "the address of the database is not known",
                    "Set spring.datasource.url, or ghostworks.migration.url and ghostworks.sign-in.url.");
        }
        return url;
    }

    /** What JdbcTemplate, jOOQ, JPA and transactions run on: every statement in the tenant of the current scope. */
    @Bean(ARMED)
    @Primary
    DataSource ghostworksDataSource(Database database) {
        return database.dataSource();
    }

    @Bean
    @ConditionalOnMissingBean
    Tenancy ghostworksTenancy(Database database) {
        return database.tenancy();
    }

    @Bean
    @ConditionalOnMissingBean
    TenantTables ghostworksTables(Database database) {
        return database.tables();
    }

    @Bean
    @ConditionalOnMissingBean
    TenantDirectory ghostworksDirectory(Database database) {
        return database.directory();
    }

    /** Adds users and tenants; there only where the sign-in role is configured. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("ghostworks.sign-in.username")
    Onboarding ghostworksOnboarding(Database database) {
        return new Onboarding(database.accounts(), database.directory(), TimeAndIds.system());
    }
}
