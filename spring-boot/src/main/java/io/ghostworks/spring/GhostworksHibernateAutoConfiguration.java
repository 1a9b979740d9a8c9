package io.ghostworks.spring;

import io.ghostworks.jooq.Database;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/** Tells Hibernate which database it is on: it would ask by statements when it starts, and then it is in no tenant. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass(HibernatePropertiesCustomizer.class)
@ConditionalOnBean(Database.class)
public class GhostworksHibernateAutoConfiguration {

    @Bean
    HibernatePropertiesCustomizer ghostworksHibernate(Database database) {
        String version = database.server().version();
        Map<String, Object> known = Map.of(
                "hibernate.boot.allow_jdbc_metadata_access",
                false,
                "jakarta.persistence.database-product-name",
                "PostgreSQL",
                "jakarta.persistence.database-product-version",
                version,
                "jakarta.persistence.database-major-version",
                version.replaceFirst("\\D.*", ""));
        return properties -> known.forEach(properties::putIfAbsent);
    }
}
