package io.ghostworks.spring;

import io.ghostworks.jooq.Database;
import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The tenant in what Micrometer observes. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class)
@ConditionalOnClass(ObservationFilter.class)
@ConditionalOnBean(Database.class)
public class GhostworksObservationAutoConfiguration {

    @Bean
    ObservationFilter ghostworksTenantObservations(GhostworksProperties properties, Database database) {
        return new TenantObservations(properties.observation(), database::scope);
    }
}
