package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.Onboarding;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.memory.InMemoryGhostworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasksByTenantTest {

    private final ApplicationContextRunner application;

    TasksByTenantTest(TestDatabase postgres) {
        application = Applications.over(postgres)
                .withConfiguration(AutoConfigurations.of(
                        GhostworksTaskAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(Tasks.class);
    }

    @Test
    void runsAnAsynchronousMethodInTheScopeOfItsCallerWhereThatIsAskedFor() {
        application.withPropertyValues("ghostworks.task.carry-scope=true").run(context -> {
            Scope acme = Applications.tenant(context.getBean(Onboarding.class));
            Worker worker = context.getBean(Worker.class);

            assertThat(context.getBean(Tenancy.class)
                            .within(acme, worker::scope)
                            .join())
                    .contains(acme);
            // On the same thread of the executor, maybe, which has kept nothing.
            assertThat(worker.scope().join()).isEmpty();
        });
    }

    @Test
    void runsAnAsynchronousMethodInNoScopeWhereNothingIsSaid() {
        application.run(context -> {
            Scope acme = Applications.tenant(context.getBean(Onboarding.class));

            assertThat(context.getBean(Tenancy.class)
                            .within(acme, context.getBean(Worker.class)::scope)
                            .join())
                    .isEmpty();
        });
    }

    @Test
    void runsInEachTenantThatIsSwitchedOnWhateverFailsInAnother() {
        InMemoryGhostworks memory = new InMemoryGhostworks();
        Onboarding onboarding = new Onboarding(memory.accounts(), memory.directory(), TimeAndIds.system());
        UserId robot = onboarding.addUser(new Email("robot@example.com")).id();
        TenantId first = onboarding.addTenant(TenantDraft.named("A"), robot).id();
        TenantId off = onboarding.addTenant(TenantDraft.named("B"), robot).id();
        TenantId last = onboarding.addTenant(TenantDraft.named("C"), robot).id();
        onboarding.addTenant(
                TenantDraft.named("Another's"),
                onboarding.addUser(new Email("ada@example.com")).id());
        memory.tenancy()
                .write(
                        new Scope(off, robot),
                        stores -> stores.tenant()
                                .update(new TenantChange(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false))));
        List<TenantId> seen = new ArrayList<>();

        assertThatThrownBy(() -> new EachTenant(memory.tenancy(), memory.directory()).run(robot, scope -> {
                    seen.add(scope.tenant());
                    throw new IllegalStateException("in " + seen.size());
                }))
                .hasMessage("in 1")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("in 2"));

        assertThat(seen).containsExactly(first, last);
    }

    /** The application's own. */
    static class Worker {

        private final Database database;

        Worker(Database database) {
            this.database = database;
        }

        @Async
        public CompletableFuture<Optional<Scope>> scope() {
            return CompletableFuture.completedFuture(database.scope());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Tasks {

        @Bean
        Worker worker(Database database) {
            return new Worker(database);
        }
    }
}
