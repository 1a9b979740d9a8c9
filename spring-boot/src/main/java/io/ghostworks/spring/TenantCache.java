package io.ghostworks.spring;

import java.io.Serializable;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A cache whose every key holds the tenant in whose scope it is asked, whatever key the application names: no tenant finds what
 * another one has put in. To clear it clears it for all. As safe for threads as the cache below.
 *
 * @param tenant the one of the caller's scope; null outside of any
 */
record TenantCache(Cache cache, Supplier<@Nullable UUID> tenant) implements Cache {

    /** Its text is unambiguous too, for stores that take texts for keys: a tenant's id has no slash. */
    private record Key(@Nullable UUID tenant, Object key) implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return (tenant == null ? "" : tenant) + "/" + key;
        }
    }

    private Object key(Object key) {
        return new Key(tenant.get(), key);
    }

    @Override
    public String getName() {
        return cache.getName();
    }

    @Override
    public Object getNativeCache() {
        return cache.getNativeCache();
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        return cache.get(key(key));
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        return cache.get(key(key), type);
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> loader) {
        return cache.get(key(key), loader);
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        return cache.retrieve(key(key));
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
        return cache.retrieve(key(key), loader);
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        cache.put(key(key), value);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        return cache.putIfAbsent(key(key), value);
    }

    @Override
    public void evict(Object key) {
        cache.evict(key(key));
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return cache.evictIfPresent(key(key));
    }

    @Override
    public void clear() {
        cache.clear();
    }

    @Override
    public boolean invalidate() {
        return cache.invalidate();
    }
}
