package io.ghostworks.testing.contract.artifact;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.value.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Filters that ask for one thing, and joined ones. */
public final class Filters {

    private static final Optional<String> NO_TEXT = Optional.empty();
    private static final Optional<JsonObject> NO_JSON = Optional.empty();
    private static final Optional<UserId> NOBODY = Optional.empty();
    private static final Optional<Instant> NEVER = Optional.empty();

    private Filters() {}

    public static ArtifactFilter query(String query) {
        return texts(Optional.of(query), NO_TEXT, NO_TEXT);
    }

    public static ArtifactFilter namePart(String part) {
        return texts(NO_TEXT, Optional.of(part), NO_TEXT);
    }

    public static ArtifactFilter similarName(String name) {
        return texts(NO_TEXT, NO_TEXT, Optional.of(name));
    }

    public static ArtifactFilter allTags(String... tags) {
        return new ArtifactFilter(NO_TEXT, NO_TEXT, NO_TEXT, List.of(tags), List.of(), NO_JSON, NOBODY, NEVER, NEVER);
    }

    public static ArtifactFilter anyTags(String... tags) {
        return new ArtifactFilter(NO_TEXT, NO_TEXT, NO_TEXT, List.of(), List.of(tags), NO_JSON, NOBODY, NEVER, NEVER);
    }

    public static ArtifactFilter metadata(JsonObject part) {
        return new ArtifactFilter(
                NO_TEXT, NO_TEXT, NO_TEXT, List.of(), List.of(), Optional.of(part), NOBODY, NEVER, NEVER);
    }

    public static ArtifactFilter createdBy(UserId user) {
        return new ArtifactFilter(
                NO_TEXT, NO_TEXT, NO_TEXT, List.of(), List.of(), NO_JSON, Optional.of(user), NEVER, NEVER);
    }

    public static ArtifactFilter createdAfter(Instant time) {
        return new ArtifactFilter(
                NO_TEXT, NO_TEXT, NO_TEXT, List.of(), List.of(), NO_JSON, NOBODY, Optional.of(time), NEVER);
    }

    public static ArtifactFilter createdBefore(Instant time) {
        return new ArtifactFilter(
                NO_TEXT, NO_TEXT, NO_TEXT, List.of(), List.of(), NO_JSON, NOBODY, NEVER, Optional.of(time));
    }

    /** Asks for what both ask for. */
    public static ArtifactFilter both(ArtifactFilter one, ArtifactFilter other) {
        return new ArtifactFilter(
                one.query().or(other::query),
                one.namePart().or(other::namePart),
                one.similarName().or(other::similarName),
                joined(one.allTags(), other.allTags()),
                joined(one.anyTags(), other.anyTags()),
                one.metadata().or(other::metadata),
                one.createdBy().or(other::createdBy),
                one.createdAfter().or(other::createdAfter),
                one.createdBefore().or(other::createdBefore));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return new ArrayList<>(Stream.concat(one.stream(), other.stream()).toList());
    }

    private static ArtifactFilter texts(Optional<String> query, Optional<String> part, Optional<String> similar) {
        return new ArtifactFilter(query, part, similar, List.of(), List.of(), NO_JSON, NOBODY, NEVER, NEVER);
    }
}
