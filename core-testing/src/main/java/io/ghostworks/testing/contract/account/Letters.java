package io.ghostworks.testing.contract.account;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Outbox;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Empties the queue of letters, as whoever sends them does. */
public final class Letters {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Letters() {}

    public static OneTimeToken token() {
        return OneTimeToken.random(RANDOM);
    }

    /** All letters that are due to the address, in the order of their kinds' names; those to others are lost. */
    public static List<Letter> to(Email address, Outbox outbox) {
        List<Letter> letters = new ArrayList<>();
        List<MailId> claimed;
        do {
            claimed = outbox.claim(Outbox.MOST);
            for (MailId id : claimed) {
                outbox.prepare(id, token())
                        .filter(letter -> letter.to().equals(address))
                        .ifPresent(letters::add);
                outbox.settle(id);
            }
        } while (!claimed.isEmpty());
        letters.sort(java.util.Comparator.comparing(letter -> letter.getClass().getSimpleName()));
        return letters;
    }

    /** The token of the one letter of that kind. */
    public static <L extends Letter> L only(Class<L> kind, Email address, Outbox outbox) {
        List<L> found = to(address, outbox).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " letters of kind " + kind.getSimpleName() + " to " + address);
        }
        return found.getFirst();
    }
}
