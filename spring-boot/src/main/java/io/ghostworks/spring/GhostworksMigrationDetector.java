package io.ghostworks.spring;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Tells Spring Boot that the database is not ready before our migrations were applied. */
final class GhostworksMigrationDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(GhostworksMigration.class);
    }

    /** Before Flyway's. */
    @Override
    public int getOrder() {
        return 0;
    }
}
