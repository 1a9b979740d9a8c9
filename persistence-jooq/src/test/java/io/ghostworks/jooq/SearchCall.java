package io.ghostworks.jooq;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls of the database's search functions as text. A test names the parameters it is about; the others are null. */
public final class SearchCall {
    private static final List<String> FILTERS = List.of(
            "p_query",
            "p_name",
            "p_similar",
            "p_all_tags",
            "p_any_tags",
            "p_metadata",
            "p_created_by",
            "p_created_after",
            "p_created_before");

    private static final List<String> BEYOND = List.of("p_beyond_similarity", "p_beyond_created_at", "p_beyond_id");

    private SearchCall() {}

    /** @param arguments SQL by the name of the parameter */
    public static String page(Map<String, String> arguments, int limit) {
        return "ghostworks.search_artifacts(" + named(Stream.concat(FILTERS.stream(), BEYOND.stream()), arguments)
                + ", p_limit => " + limit + ")";
    }

    /** @param arguments SQL by the name of the parameter */
    public static String count(Map<String, String> arguments) {
        return "ghostworks.count_artifacts(" + named(FILTERS.stream(), arguments) + ")";
    }

    private static String named(Stream<String> parameters, Map<String, String> arguments) {
        return parameters
                .map(name -> name + " => " + arguments.getOrDefault(name, "null"))
                .collect(joining(", "));
    }
}
