package io.ghostworks.spring;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** The application's own Flyway: as the role that may change the schema, and after our migrations. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class, before = FlywayAutoConfiguration.class)
@ConditionalOnClass({Flyway.class, FlywayDataSource.class})
@ConditionalOnProperty("ghostworks.migration.username")
public class GhostworksFlywayAutoConfiguration {

    /** Not through the armed data source, which changes rows alone. */
    @Bean(name = GhostworksAutoConfiguration.MIGRATING, defaultCandidate = false)
    @FlywayDataSource
    DataSource ghostworksMigrationDataSource(
            GhostworksProperties properties, ObjectProvider<JdbcConnectionDetails> details) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(GhostworksAutoConfiguration.url(properties.migration().url(), details.getIfAvailable()));
        source.setUser(properties.migration().username());
        source.setPassword(properties.migration().password());
        return source;
    }

    @Bean
    static AbstractDependsOnBeanFactoryPostProcessor ghostworksBeforeFlyway() {
        return new AbstractDependsOnBeanFactoryPostProcessor(Flyway.class, GhostworksMigration.class) {};
    }
}
