package io.ghostworks.spring;

import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDirectory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;

/** What runs outside of a request: tasks by schedule, and those that a request starts. */
@AutoConfiguration(after = GhostworksAutoConfiguration.class, before = TaskExecutionAutoConfiguration.class)
@ConditionalOnBean(Database.class)
public class GhostworksTaskAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EachTenant ghostworksEachTenant(Tenancy tenancy, TenantDirectory directory) {
        return new EachTenant(tenancy, directory);
    }

    /** Only where it is asked for: a task that outlives its request acts for its user all the same. */
    @Bean
    @ConditionalOnProperty("ghostworks.task.carry-scope")
    TaskDecorator ghostworksTaskDecorator(Database database) {
        return task -> database.scope()
                .<Runnable>map(scope -> () -> database.tenancy().within(scope, () -> {
                    task.run();
                    return scope;
                }))
                .orElse(task);
    }
}
