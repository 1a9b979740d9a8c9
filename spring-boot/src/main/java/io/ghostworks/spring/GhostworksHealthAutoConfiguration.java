package io.ghostworks.spring;

import io.ghostworks.jooq.Database;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** {@code ghostworks} in the health of the application. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(Database.class)
public class GhostworksHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "ghostworksHealthIndicator")
    HealthIndicator ghostworksHealthIndicator(Database database) {
        return new GhostworksHealth(database);
    }
}
