package io.ghostworks.operations.tenant;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who the members of an archive are in this database. The same id is the same person, whatever their email is by now; else the account with the same
 * email, once its owner has proved that the email is theirs.
 *
 * @param others the ids of those who have another one here
 * @param missing those who have no account here
 */
record People(Map<UUID, UUID> others, List<Manifest.Person> missing) {
    private static final String ACCOUNTS = """
            select u.id, u.email, u.is_verified and u.is_active
            from ghostworks.users u where u.id = any(?) or u.email = any(?)
            for key share""";
    private static final int BATCH = 1_000;

    People {
        others = Map.copyOf(others);
        missing = List.copyOf(missing);
    }

    /** The accounts are kept from being deleted until the transaction ends. */
    static People match(AdministratorSession session, List<Manifest.Person> people) throws SQLException {
        Map<UUID, UUID> others = new HashMap<>();
        List<Manifest.Person> missing = new ArrayList<>();
        for (int from = 0; from < people.size(); from += BATCH) {
            List<Manifest.Person> batch = people.subList(from, Math.min(from + BATCH, people.size()));
            Accounts accounts = accounts(session, batch);
            for (Manifest.Person person : batch) {
                UUID other = accounts.byEmail().get(person.email());
                if (!accounts.byId().containsKey(person.id())) {
                    if (other == null) {
                        missing.add(person);
                    } else {
                        others.put(person.id(), other);
                    }
                }
            }
        }
        return new People(others, missing);
    }

    private record Accounts(Map<UUID, String> byId, Map<String, UUID> byEmail) {}

    private static Accounts accounts(AdministratorSession session, List<Manifest.Person> batch) throws SQLException {
        Accounts accounts = new Accounts(new HashMap<>(), new HashMap<>());
        Array ids = session.connection()
                .createArrayOf("uuid", batch.stream().map(Manifest.Person::id).toArray());
        Array emails = session.connection()
                .createArrayOf(
                        "text", batch.stream().map(Manifest.Person::email).toArray());
        try (PreparedStatement statement = session.prepare(ACCOUNTS, ids, emails);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                UUID id = found.getObject(1, UUID.class);
                accounts.byId().put(id, found.getString(2));
                if (found.getBoolean(3)) {
                    accounts.byEmail().put(found.getString(2), id);
                }
            }
        }
        return accounts;
    }

    UUID here(UUID there) {
        return others.getOrDefault(there, there);
    }
}
