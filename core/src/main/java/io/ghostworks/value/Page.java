package io.ghostworks.value;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, and where the next one starts.
 *
 * @param items in the list's order
 * @param next the position to continue after; empty on the last page
 */
public record Page<T, P>(List<T> items, Optional<P> next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from a list that was read one item too long, which shows whether there is more.
     *
     * @param position gives the position of the page's last item
     */
    public static <T, P> Page<T, P> of(List<T> oneMore, int limit, Function<? super T, ? extends P> position) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, Optional.empty());
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(items, Optional.of(position.apply(items.getLast())));
    }
}
