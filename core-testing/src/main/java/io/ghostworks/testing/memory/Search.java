package io.ghostworks.testing.memory;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.testing.memory.SearchText.Unit;
import io.ghostworks.value.Page;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a filter asks for, as PostgreSQL's operators do. */
final class Search {

    /** The least word_similarity of a name that counts as a resemblance. */
    static final double LEAST_SIMILARITY = 0.3;

    private static final Comparator<ArtifactPosition> BEST_THEN_NEWEST = Comparator.<ArtifactPosition, Float>comparing(
                    position -> position.similarity().orElse(0f))
            .thenComparing(ArtifactPosition::createdAt)
            .thenComparing(position -> position.id().value(), Order.IDS)
            .reversed();

    private final ArtifactFilter filter;
    private final Optional<WebSearch> query;

    Search(ArtifactFilter filter) {
        this.filter = filter;
        this.query = filter.query().map(WebSearch::parse);
    }

    Page<Artifact, ArtifactPosition> page(Stream<Artifact> artifacts, Optional<ArtifactPosition> after, int limit) {
        List<Hit> hits = artifacts
                .filter(this::matches)
                .map(artifact -> new Hit(artifact, position(artifact)))
                .filter(hit -> after.map(start -> BEST_THEN_NEWEST.compare(start, hit.position()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Hit::position, BEST_THEN_NEWEST))
                .limit(limit + 1L)
                .toList();
        Page<Hit, ArtifactPosition> page = Page.of(hits, limit, Hit::position);
        return new Page<>(page.items().stream().map(Hit::artifact).toList(), page.next());
    }

    boolean matches(Artifact artifact) {
        ArtifactContent content = artifact.content();
        return query.map(words -> words.matches(document(content))).orElse(true)
                && filter.namePart()
                        .map(part -> Words.lower(content.name()).contains(Words.lower(part)))
                        .orElse(true)
                && filter.similarName()
                        .map(like -> Trigrams.wordSimilarity(like, content.name()) >= LEAST_SIMILARITY)
                        .orElse(true)
                && content.tags().containsAll(filter.allTags())
                && (filter.anyTags().isEmpty() || !Collections.disjoint(content.tags(), filter.anyTags()))
                && filter.metadata()
                        .map(part -> content.metadata().contains(part))
                        .orElse(true)
                && madeAsAsked(artifact);
    }

    private boolean madeAsAsked(Artifact artifact) {
        return filter.createdBy()
                        .map(author ->
                                artifact.createdBy().filter(author::equals).isPresent())
                        .orElse(true)
                && filter.createdAfter().map(artifact.createdAt()::isAfter).orElse(true)
                && filter.createdBefore().map(artifact.createdAt()::isBefore).orElse(true);
    }

    private ArtifactPosition position(Artifact artifact) {
        return new ArtifactPosition(
                filter.similarName()
                        .map(like ->
                                Trigrams.wordSimilarity(like, artifact.content().name())),
                artifact.createdAt(),
                artifact.id());
    }

    /** The function search_document: no phrase crosses from one of these texts into the next. */
    private static List<Unit> document(ArtifactContent content) {
        return Stream.of(Stream.of(content.name()), content.description().stream(), content.tags().stream())
                .flatMap(texts -> texts)
                .flatMap(text -> Stream.concat(SearchText.units(text).stream(), Stream.of(Unit.GAP)))
                .toList();
    }

    private record Hit(Artifact artifact, ArtifactPosition position) {}
}
