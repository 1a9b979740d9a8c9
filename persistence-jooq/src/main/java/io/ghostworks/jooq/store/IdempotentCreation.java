package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.IDEMPOTENCY_KEYS;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Invalid;
import io.ghostworks.jooq.connection.Ids;
import io.ghostworks.jooq.generated.Routines;
import io.ghostworks.jooq.generated.tables.records.IdempotencyKeysRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * One creation under an idempotency key. Only the key, the id and the time are kept: with the content, which the
 * fingerprint proves to be the same, they are the whole first answer.
 */
final class IdempotentCreation {

    private final DSLContext dsl;
    private final UUID tenant;
    private final Artifact artifact;
    private final UUID author;
    private final IdempotencyKey key;
    private final Instant oldest;

    IdempotentCreation(DSLContext dsl, UUID tenant, Artifact artifact, IdempotencyKey key) {
        this.dsl = dsl;
        this.tenant = tenant;
        this.artifact = artifact;
        this.author = artifact.createdBy().map(UserId::value).orElse(Ids.NIL);
        this.key = key;
        this.oldest = artifact.createdAt().minus(IdempotencyKey.LIFETIME);
    }

    Artifact run(Consumer<Artifact> create) {
        byte[] fingerprint = fingerprint(artifact.content());
        if (claim(fingerprint)) {
            create.accept(artifact);
            // A few at a time, so that they never pile up and no request waits for it.
            Routines.clearIdempotencyKeys(dsl.configuration(), oldest);
            return artifact;
        }
        IdempotencyKeysRecord first =
                dsl.selectFrom(IDEMPOTENCY_KEYS).where(isKey()).fetchSingle();
        if (!Arrays.equals(first.getFingerprint(), fingerprint)) {
            throw new Invalid("Idempotency-Key", "was used for another artifact");
        }
        return Artifact.first(
                new ArtifactId(first.getArtifactId()), artifact.content(), new UserId(author), first.getCreatedAt());
    }

    /** Takes the key, unless an entry that has not expired holds it. Waits for whoever is taking it at the same time. */
    private boolean claim(byte[] fingerprint) {
        return dsl.insertInto(IDEMPOTENCY_KEYS)
                        .set(IDEMPOTENCY_KEYS.TENANT_ID, tenant)
                        .set(IDEMPOTENCY_KEYS.USER_ID, author)
                        .set(IDEMPOTENCY_KEYS.KEY, key.value())
                        .set(IDEMPOTENCY_KEYS.FINGERPRINT, fingerprint)
                        .set(IDEMPOTENCY_KEYS.ARTIFACT_ID, artifact.id().value())
                        .set(IDEMPOTENCY_KEYS.CREATED_AT, artifact.createdAt())
                        .onConflict(IDEMPOTENCY_KEYS.TENANT_ID, IDEMPOTENCY_KEYS.USER_ID, IDEMPOTENCY_KEYS.KEY)
                        .doUpdate()
                        .set(IDEMPOTENCY_KEYS.FINGERPRINT, fingerprint)
                        .set(IDEMPOTENCY_KEYS.ARTIFACT_ID, artifact.id().value())
                        .set(IDEMPOTENCY_KEYS.CREATED_AT, artifact.createdAt())
                        .where(IDEMPOTENCY_KEYS.CREATED_AT.le(oldest))
                        .execute()
                == 1;
    }

    private Condition isKey() {
        return IDEMPOTENCY_KEYS
                .TENANT_ID
                .eq(tenant)
                .and(IDEMPOTENCY_KEYS.USER_ID.eq(author))
                .and(IDEMPOTENCY_KEYS.KEY.eq(key.value()));
    }

    private static byte[] fingerprint(ArtifactContent content) {
        try {
            byte[] canonical = JsonColumn.canonical(List.of(
                    content.name(),
                    content.description().stream().toList(),
                    content.tags(),
                    content.metadata().members()));
            return MessageDigest.getInstance("SHA-256").digest(canonical);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
