package com.example;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/** With Hibernate's own notion of a tenant, which is not needed: Hibernate fills in the column, and the database still guards it. */
@Entity
@Table(schema = "billing", name = "reminders")
public class Reminder {

    @TenantId
    @Column(name = "tenant_id")
    private UUID tenant;

    @Id
    private UUID id;

    private String text;

    protected Reminder() {}

    public Reminder(UUID id, String text) {
        this.id = id;
        this.text = text;
    }

    public String text() {
        return text;
    }
}
