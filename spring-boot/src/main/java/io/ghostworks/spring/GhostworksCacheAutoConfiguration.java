package io.ghostworks.spring;

import io.ghostworks.jooq.Database;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

/** Keeps tenants apart in the caches of an application: a cache is no database, and knows no row-level security. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty(name = "ghostworks.cache.by-tenant", matchIfMissing = true)
public class GhostworksCacheAutoConfiguration {

    @Bean
    static BeanPostProcessor ghostworksCaches(
            ObjectProvider<Database> database, ObjectProvider<GhostworksProperties> properties) {
        return new Caches(database, properties);
    }

    /** Puts itself in front of every cache manager. Asks for other beans as late as it can: it is made before them. */
    private record Caches(ObjectProvider<Database> database, ObjectProvider<GhostworksProperties> properties)
            implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof CacheManager caches) || bean instanceof TenantCacheManager) {
                return bean;
            }
            Set<String> shared = properties.getObject().cache().shared();
            Supplier<@Nullable UUID> tenant = () -> database.getObject()
                    .scope()
                    .map(scope -> scope.tenant().value())
                    .orElse(null);
            return new TenantCacheManager(caches, shared, tenant);
        }
    }
}
