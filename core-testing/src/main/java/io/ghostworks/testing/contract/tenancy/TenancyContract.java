package io.ghostworks.testing.contract.tenancy;

/** What a {@link io.ghostworks.tenancy.Tenancy} must do. */
public interface TenancyContract extends DoorContract, TransactionContract, AdmissionContract, ImportContract {}
