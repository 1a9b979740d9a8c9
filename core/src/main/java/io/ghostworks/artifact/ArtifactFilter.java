package io.ghostworks.artifact;

import static java.time.temporal.ChronoUnit.MICROS;

import io.ghostworks.account.UserId;
import io.ghostworks.error.Invalid;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.Text;
import io.ghostworks.value.Violations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a list of artifacts asks for. Everything given must match. No character has a meaning of its own, except in
 * {@code query}: double quotes hold a phrase together, a leading minus excludes, and {@code or} gives a choice. Texts are
 * brought into Unicode's normal form C, as those of artifacts are, and times to the microsecond, so that each comparison
 * stays what it was.
 *
 * @param query whole words to find in name, description and tags. Letters and digits make words, all else divides them;
 *     case and accents do not count; of scripts written without blanks any part is found; no phrase reaches from one
 *     field or tag into the next
 * @param namePart text that the name contains, whatever the case
 * @param similarName text that the name resembles, typing mistakes forgiven; the best match comes first
 * @param allTags tags that must all be there
 * @param anyTags tags of which one must be there; empty asks for nothing
 * @param metadata members that the metadata must have, as jsonb {@code @>} decides; at most 4 KiB of JSON
 * @param createdAfter only later ones, exclusive
 * @param createdBefore only earlier ones, exclusive
 */
public record ArtifactFilter(
        Optional<String> query,
        Optional<String> namePart,
        Optional<String> similarName,
        List<String> allTags,
        List<String> anyTags,
        Optional<JsonObject> metadata,
        Optional<UserId> createdBy,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore) {

    /** Asks for everything. */
    public static final ArtifactFilter ALL = new ArtifactFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final int MAX_QUERY = 1_000;
    private static final int MAX_NAME = 255;
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG = 100;
    private static final int MAX_METADATA_BYTES = 4 * 1024;

    /** @throws Invalid with every broken rule */
    public ArtifactFilter {
        query = query.map(text -> Text.normalized(text, MAX_QUERY));
        namePart = namePart.map(text -> Text.normalized(text, MAX_NAME));
        similarName = similarName.map(text -> Text.normalized(text, MAX_NAME));
        allTags = normalized(allTags);
        anyTags = normalized(anyTags);
        createdAfter = createdAfter.map(time -> time.truncatedTo(MICROS));
        createdBefore = createdBefore.map(ArtifactFilter::roundedUp);
        Violations violations = new Violations();
        query.ifPresent(text -> Text.check(violations, "q", text, 1, MAX_QUERY));
        namePart.ifPresent(text -> Text.check(violations, "name", text, 1, MAX_NAME));
        similarName.ifPresent(text -> Text.check(violations, "similar", text, 1, MAX_NAME));
        allTags.stream().limit(MAX_TAGS).forEach(tag -> Text.check(violations, "tag", tag, 1, MAX_TAG));
        anyTags.stream().limit(MAX_TAGS).forEach(tag -> Text.check(violations, "any_tag", tag, 1, MAX_TAG));
        checkCost(violations, allTags, anyTags, metadata);
        violations.throwIfAny();
    }

    /** Asks also for these words; see {@code query}. Replaces those that were asked for. */
    public ArtifactFilter matching(String words) {
        return new ArtifactFilter(
                Optional.of(words),
                namePart,
                similarName,
                allTags,
                anyTags,
                metadata,
                createdBy,
                createdAfter,
                createdBefore);
    }

    /** Asks also for this part of the name, whatever the case. Replaces the one that was asked for. */
    public ArtifactFilter named(String part) {
        return new ArtifactFilter(
                query,
                Optional.of(part),
                similarName,
                allTags,
                anyTags,
                metadata,
                createdBy,
                createdAfter,
                createdBefore);
    }

    /** Asks also for all these tags. Replaces those that were asked for. */
    public ArtifactFilter tagged(String... tags) {
        return new ArtifactFilter(
                query, namePart, similarName, List.of(tags), anyTags, metadata, createdBy, createdAfter, createdBefore);
    }

    /**
     * Refuses what would cost the database too much, however well it is formed. Every filter keeps these rules. An
     * adapter calls this alone where it answers a filter that costs too much in another way than one that is malformed.
     *
     * @throws Invalid with every broken rule
     */
    public static void requireAffordable(
            Collection<String> allTags, Collection<String> anyTags, Optional<JsonObject> metadata) {
        Violations violations = new Violations();
        checkCost(violations, allTags, anyTags, metadata);
        violations.throwIfAny();
    }

    private static List<String> normalized(List<String> tags) {
        return tags.stream()
                .map(tag -> Text.normalized(tag, MAX_TAG))
                .distinct()
                .toList();
    }

    /** Stored times have whole microseconds, so "before 1.5 µs" means "before 2 µs". */
    private static Instant roundedUp(Instant time) {
        Instant cut = time.truncatedTo(MICROS);
        return cut.equals(time) ? time : cut.plus(1, MICROS);
    }

    private static void checkCost(
            Violations violations,
            Collection<String> allTags,
            Collection<String> anyTags,
            Optional<JsonObject> metadata) {
        String tooMany = "must be at most " + MAX_TAGS;
        violations.unless(allTags.stream().distinct().count() <= MAX_TAGS, "tag", tooMany);
        violations.unless(anyTags.stream().distinct().count() <= MAX_TAGS, "any_tag", tooMany);
        boolean tooLong =
                metadata.map(part -> part.isLongerThan(MAX_METADATA_BYTES)).orElse(false);
        violations.unless(
                !tooLong, "metadata", "must be at most 4 KiB of JSON, and 8 KiB with every number written out");
    }
}
