package io.ghostworks.spring;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** The caches of an application, each a {@link TenantCache} but for those that are shared. Safe for all threads. */
record TenantCacheManager(CacheManager caches, Set<String> shared, Supplier<@Nullable UUID> tenant)
        implements CacheManager {

    @Override
    public @Nullable Cache getCache(String name) {
        Cache cache = caches.getCache(name);
        return cache == null || shared.contains(name) ? cache : new TenantCache(cache, tenant);
    }

    @Override
    public Collection<String> getCacheNames() {
        return caches.getCacheNames();
    }

    @Override
    public void resetCaches() {
        caches.resetCaches();
    }
}
