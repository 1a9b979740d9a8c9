package io.ghostworks.jooq.isolation;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What nobody but B may see, and how to know it in what the database said: a word in every row of B, how many rows B has,
 * and how many bytes one of them has.
 */
final class Canary {

    private static final int ROWS = 1777;
    private static final int BYTES = 7873;

    /** As a whole number in a text, and as one of the counts that EXPLAIN prints. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.-])(?:" + ROWS + "|" + BYTES + ")(?:\\.00)?(?![\\w.-])");

    /**
     * Twelve hexadecimal digits, so that it can be the end of a UUID, a hash and a slug too; a letter first, or text search may
     * take the beginning for a number and cut it off.
     */
    private final String word = "c" + UUID.randomUUID().toString().substring(25);

    /** What an attack makes the database say when a question about B was answered with yes. */
    private final String yes = "yes " + UUID.randomUUID().toString().substring(24);

    private final String bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));

    String yes() {
        return yes;
    }

    /** In two parts, so that a notice that repeats the attack's own text is no answer. */
    String yesInSql() {
        return "('" + yes.substring(0, 4) + "' || '" + yes.substring(4) + "')";
    }

    long rows() {
        return ROWS;
    }

    /** The name of B's artifact {@code :row}. */
    String name() {
        return "canary " + word;
    }

    /** Whether the text tells anything of B. */
    boolean isIn(String text) {
        return text.contains(word)
                || text.contains(bytes)
                || NUMBER.matcher(text).find();
    }

    boolean isAnsweredIn(String text) {
        return isIn(text) || text.contains(yes);
    }

    /** The lines that tell something. */
    String lines(String text) {
        return text.lines().filter(this::isAnsweredIn).limit(5).collect(Collectors.joining("\n  "));
    }

    /** Puts it everywhere in B, whose rows are those of a {@link Battlefield}. */
    String planting() {
        return """
                insert into ghostworks.users (id, email, password_hash)
                  select id, id || '@example.org', 'h' from unnest(array[:mallory, :bystander]::uuid[]) id;
                insert into ghostworks.tenants (id, name, slug) values (:c, 'C', 'c');
                insert into ghostworks.workspace_memberships (tenant_id, user_id, role)
                  values (:a, :mallory, 'owner'), (:c, :bystander, 'owner');
                insert into ghostworks.artifacts (tenant_id, id, name)
                  select tenant, gen_random_uuid(), 'of its own' from unnest(array[:a, :c]::uuid[]) tenant, generate_series(1, 20);
                update ghostworks.artifacts set name = 'canary WORD', tags = '{canary,WORD}', description = repeat('d', BYTES),
                    metadata = '{"canary": true, "token": "WORD"}' where id = :row;
                insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata)
                  select :b, ID, 'canary WORD ' || i, 'WORD', '{canary,WORD}', '{"canary": true, "token": "WORD"}'
                  from generate_series(2, ROWS) i;
                update ghostworks.tenants set name = 'WORD', slug = 'b-WORD', description = 'WORD',
                    settings = '{"token": "WORD"}' where id = :b;
                insert into ghostworks.users (id, email, first_name, last_name, password_hash)
                  values (:hidden, 'WORD@example.org', 'WORD', 'WORD', 'WORD');
                insert into ghostworks.workspace_memberships (tenant_id, user_id, role) values (:b, :hidden, 'member');
                update ghostworks.users set first_name = 'WORD', password_hash = 'WORD' where id = :user;
                insert into ghostworks.sessions (id, user_id) values (ID, :user), (ID, :hidden);
                insert into ghostworks.idempotency_keys (tenant_id, user_id, key, fingerprint, artifact_id)
                  values (:b, :user, 'WORD', '', :row);
                update ghostworks.audit_entries set action = 'WORD', entity_id = ID where tenant_id = :b;
                update ghostworks.refresh_tokens set token_hash = substr(token_hash, 1, 26) || '\\xWORD'::bytea;
                select lo_from_bytea(:blob, 'canary WORD');
                -- It would collect statistics of tenant_id in the middle of a slow run.
                alter table ghostworks.artifacts set (autovacuum_enabled = off);
                -- Not tenant_id: docs/security.md says what an estimate tells of it.
                analyze ghostworks.artifacts (id, name, description, tags, metadata, created_at), ghostworks.tenants, ghostworks.users, ghostworks.workspace_memberships;
                """.replace("ID,", "(left(gen_random_uuid()::text, 24) || 'WORD')::uuid,")
                .replace("ID w", "(left(gen_random_uuid()::text, 24) || 'WORD')::uuid w")
                .replace("WORD", word)
                .replace("ROWS", String.valueOf(ROWS))
                .replace("BYTES", String.valueOf(BYTES));
    }
}
