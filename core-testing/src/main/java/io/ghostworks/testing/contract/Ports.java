package io.ghostworks.testing.contract;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.UserId;
import io.ghostworks.mail.Outbox;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.TenantDirectory;
import java.util.function.Consumer;

/**
 * The ports of one adapter, over one database.
 *
 * @param deactivation switches a user off, as an administrator does past all ports
 */
public record Ports(
        Tenancy tenancy,
        AccountStore accounts,
        RecoveryStore recovery,
        Outbox outbox,
        AcceptanceStore acceptances,
        ApiKeyIssuer apiKeys,
        TenantDirectory directory,
        Consumer<UserId> deactivation) {}
