package io.ghostworks.jooq.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentScopeTest {

    private final Scope a = scope();
    private final Scope b = scope();

    @Test
    void takesScopedValuesWhereTheJdkHasThem() {
        assertThat(CurrentScope.create() instanceof CurrentScope.Bound)
                .isEqualTo(Runtime.version().feature() >= 25);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdsTheInnermostScopeAndNoneOutside(boolean bound) {
        CurrentScope scopes = scopes(bound);

        assertThat(scopes.get()).isNull();
        assertThat(scopes.<@Nullable Scope>within(a, () -> {
                    assertThat(scopes.<@Nullable Scope>within(b, scopes::get)).isEqualTo(b);
                    return scopes.get();
                }))
                .isEqualTo(a);
        assertThat(scopes.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesTheScopeByAnExceptionToo(boolean bound) {
        CurrentScope scopes = scopes(bound);
        RuntimeException failure = new RuntimeException("mine");
        Error error = new AssertionError("mine");

        assertThatThrownBy(() -> scopes.within(a, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> scopes.within(a, () -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThat(scopes.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotInheritedByAThread(boolean bound) throws Exception {
        CurrentScope scopes = scopes(bound);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(scopes.within(a, () -> threads.submit(() -> scopes.get() == null))
                            .get())
                    .isTrue();
        }
    }

    private static CurrentScope scopes(boolean bound) {
        assumeThat(!bound || Runtime.version().feature() >= 25)
                .as("this JDK has no ScopedValue")
                .isTrue();
        return bound ? new CurrentScope.Bound() : new CurrentScope.OfThread();
    }

    private static Scope scope() {
        return new Scope(new TenantId(UUID.randomUUID()), new UserId(UUID.randomUUID()));
    }
}
