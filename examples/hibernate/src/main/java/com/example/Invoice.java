package com.example;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** No word of a tenant: the database fills it in, and shows no other's. */
@Entity
@Table(schema = "billing", name = "invoices")
public class Invoice {

    @Id
    private UUID id;

    private String number;

    protected Invoice() {}

    public Invoice(UUID id, String number) {
        this.id = id;
        this.number = number;
    }

    public String number() {
        return number;
    }

    public void renumber(String other) {
        number = other;
    }
}
