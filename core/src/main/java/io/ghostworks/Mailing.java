package io.ghostworks;

import io.ghostworks.account.OneTimeToken;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Outbox;
import io.ghostworks.mail.Post;
import java.util.List;
import java.util.Optional;

/** Sends the letters that are due. Any number of servers may do so at the same time. */
public final class Mailing {

    private static final int ROUND = 10;

    private final Outbox outbox;
    private final Post post;
    private final TimeAndIds timeAndIds;

    public Mailing(Outbox outbox, Post post, TimeAndIds timeAndIds) {
        this.outbox = outbox;
        this.post = post;
        this.timeAndIds = timeAndIds;
    }

    /**
     * Sends all letters that are due, or those up to the first for which the way is blocked. Those that follow it stay in the
     * queue. A letter is sent at least once: twice if the database is lost after the mail server has taken it.
     *
     * @return whether the way was open
     */
    public boolean deliver() {
        while (true) {
            List<MailId> claimed = outbox.claim(ROUND);
            for (MailId id : claimed) {
                if (!send(id)) {
                    return false;
                }
            }
            if (claimed.size() < ROUND) {
                return true;
            }
        }
    }

    private boolean send(MailId id) {
        OneTimeToken token = OneTimeToken.random(timeAndIds.random());
        Optional<Letter> letter = outbox.prepare(id, token);
        Post.Outcome outcome = letter.map(it -> post.send(id, it)).orElse(Post.Outcome.REFUSED);
        return switch (outcome) {
            case TAKEN, REFUSED -> {
                outbox.settle(id);
                yield true;
            }
            case LATER -> true;
            case BLOCKED -> false;
        };
    }
}
