package io.ghostworks.testing.memory;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.UserId;
import io.ghostworks.mail.Outbox;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.testing.contract.Ports;
import java.time.Clock;

/** All ports over one store in memory. Each instance is a database of its own. */
public final class InMemoryGhostworks {

    private final Vault vault = new Vault();
    private final AccountStore accounts;
    private final RecoveryStore recovery;
    private final Outbox outbox;
    private final AcceptanceStore acceptances;
    private final ApiKeyIssuer apiKeys;
    private final TenantDirectory directory = new InMemoryTenantDirectory(vault);
    private final Tenancy tenancy;

    public InMemoryGhostworks() {
        this(Clock.systemUTC());
    }

    /** @param clock is the database's own: of {@code updatedAt}, and of when a refresh token expires */
    public InMemoryGhostworks(Clock clock) {
        this(clock, StoreFactory.RIGHT);
    }

    /** An adapter made of given parts, for tests of the contracts: a wrong part makes a wrong adapter. */
    InMemoryGhostworks(StoreFactory stores) {
        this(Clock.systemUTC(), stores);
    }

    private InMemoryGhostworks(Clock clock, StoreFactory stores) {
        this.accounts = new InMemoryAccountStore(vault, clock);
        this.recovery = new InMemoryRecoveryStore(vault, clock);
        this.outbox = new InMemoryOutbox(vault, clock);
        this.acceptances = new InMemoryAcceptanceStore(vault, clock);
        this.apiKeys = new InMemoryApiKeyIssuer(vault, clock);
        this.tenancy = new InMemoryTenancy(vault, clock, stores);
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    public AccountStore accounts() {
        return accounts;
    }

    public RecoveryStore recovery() {
        return recovery;
    }

    public AcceptanceStore acceptances() {
        return acceptances;
    }

    public ApiKeyIssuer apiKeys() {
        return apiKeys;
    }

    public Outbox outbox() {
        return outbox;
    }

    public TenantDirectory directory() {
        return directory;
    }

    public Ports ports() {
        return new Ports(tenancy, accounts, recovery, outbox, acceptances, apiKeys, directory, this::deactivate);
    }

    /** Switches a user off, as an administrator does. */
    public void deactivate(UserId user) {
        vault.run(rows -> rows.users().computeIfPresent(user, (id, row) -> row.deactivated()));
    }
}
