package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.Onboarding;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheByTenantTest {

    private final ApplicationContextRunner application;

    CacheByTenantTest(TestDatabase postgres) {
        application = Applications.over(postgres)
                .withConfiguration(AutoConfigurations.of(GhostworksCacheAutoConfiguration.class))
                .withUserConfiguration(Caching.class);
    }

    @Test
    void findsNothingThatAnotherTenantHasPutIn() {
        application.withPropertyValues("ghostworks.cache.shared=rates").run(context -> {
            Tenancy tenancy = context.getBean(Tenancy.class);
            Prices prices = context.getBean(Prices.class);
            Scope acme = Applications.tenant(context.getBean(Onboarding.class));
            Scope globex = Applications.tenant(context.getBean(Onboarding.class));

            assertThat(tenancy.within(acme, () -> prices.price("a key"))).isEqualTo(1);
            assertThat(tenancy.within(acme, () -> prices.price("a key"))).isEqualTo(1);
            assertThat(tenancy.within(globex, () -> prices.price("a key"))).isEqualTo(2);
            assertThat(prices.price("a key")).isEqualTo(3);

            tenancy.within(globex, () -> prices.forget("a key"));
            assertThat(tenancy.within(acme, () -> prices.price("a key"))).isEqualTo(1);
            assertThat(tenancy.within(globex, () -> prices.price("a key"))).isEqualTo(4);

            assertThat(tenancy.within(acme, () -> prices.rate("a key"))).isEqualTo(5);
            assertThat(tenancy.within(globex, () -> prices.rate("a key"))).isEqualTo(5);
        });
    }

    /** Each way that a cache is asked. */
    @Test
    void keepsTenantsApartInEveryCallOfACache() {
        application.run(context -> {
            Tenancy tenancy = context.getBean(Tenancy.class);
            Cache cache =
                    Objects.requireNonNull(context.getBean(CacheManager.class).getCache("prices"));
            Scope acme = Applications.tenant(context.getBean(Onboarding.class));
            Scope globex = Applications.tenant(context.getBean(Onboarding.class));

            tenancy.within(acme, () -> cache.putIfAbsent("key", "acme's"));
            tenancy.within(globex, () -> {
                assertThat(cache.get("key")).isNull();
                assertThat(cache.get("key", String.class)).isNull();
                assertThat(cache.evictIfPresent("key")).isFalse();
                assertThat(cache.get("key", () -> "globex's")).isEqualTo("globex's");
                cache.put("key", "globex's other");
                return 1;
            });
            assertThat(tenancy.within(acme, () -> cache.get("key", String.class)))
                    .isEqualTo("acme's");
        });
    }

    @Test
    void leavesCachesAsTheyAreWhereThatIsSwitchedOff() {
        application
                .withPropertyValues("ghostworks.cache.by-tenant=false")
                .run(context ->
                        assertThat(context.getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class));
    }

    /** The application's own, with keys that say nothing of a tenant. */
    static class Prices {

        private final AtomicInteger asked = new AtomicInteger();

        @Cacheable(cacheNames = "prices", key = "#key")
        public int price(String key) {
            return asked.incrementAndGet();
        }

        @CacheEvict(cacheNames = "prices", key = "#key")
        public int forget(String key) {
            return 0;
        }

        @Cacheable("rates")
        public int rate(String key) {
            return asked.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {

        @Bean
        CacheManager caches() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        Prices prices() {
            return new Prices();
        }
    }
}
