package io.ghostworks;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Email;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import java.util.Optional;

/**
 * Adds people and tenants on behalf of a service that knows by itself who its people are: it asks for no password and no
 * session. What strangers reach goes through {@link Accounts} and {@link Workspaces} instead.
 */
public final class Onboarding {

    /** No algorithm makes this hash, so no password matches it. */
    private static final String NO_PASSWORD = "!";

    private static final int SLUG_ATTEMPTS = 5;

    private final AccountStore accounts;
    private final TenantDirectory directory;
    private final TimeAndIds timeAndIds;

    public Onboarding(AccountStore accounts, TenantDirectory directory, TimeAndIds timeAndIds) {
        this.accounts = accounts;
        this.directory = directory;
        this.timeAndIds = timeAndIds;
    }

    /**
     * Adds a user who has no password, and so cannot log in to our server. The email is not verified.
     *
     * @throws Conflict if the email is taken
     */
    public User addUser(Email email) {
        var now = timeAndIds.now();
        User user =
                new User(new UserId(timeAndIds.id()), email, Optional.empty(), Optional.empty(), false, true, now, now);
        accounts.register(user, NO_PASSWORD);
        return user;
    }

    /**
     * Adds a tenant with its first member, the owner, in one transaction: without an active owner no tenant can be stored.
     * Without a slug one is derived from the name, with a suffix where it is taken.
     *
     * @param owner an active user
     * @throws Conflict if the slug that was asked for is taken
     */
    public Tenant addTenant(TenantDraft draft, UserId owner) {
        return draft.slug().map(slug -> add(draft, slug, owner)).orElseGet(() -> addWithDerivedSlug(draft, owner));
    }

    private Tenant addWithDerivedSlug(TenantDraft draft, UserId owner) {
        Slug derived = Slug.derivedFrom(draft.name());
        Slug slug = derived;
        for (int attempt = 1; ; attempt++) {
            try {
                return add(draft, slug, owner);
            } catch (Conflict taken) {
                if (attempt == SLUG_ATTEMPTS) {
                    throw taken;
                }
                slug = derived.withSuffix(
                        Integer.toString(timeAndIds.random().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36));
            }
        }
    }

    private Tenant add(TenantDraft draft, Slug slug, UserId owner) {
        return directory.create(new TenantId(timeAndIds.id()), draft, slug, owner, timeAndIds.now());
    }
}
