package io.ghostworks.mail;

import io.ghostworks.account.OneTimeToken;
import io.ghostworks.error.Unavailable;
import java.util.List;
import java.util.Optional;

/**
 * The queue of letters in the database. Any number may empty it at the same time: each letter is claimed by one. Who stops in
 * the middle loses nothing, as what was claimed and not settled is due again.
 *
 * <p>Every method is atomic and safe for all threads. Each throws {@link Unavailable} when the database cannot answer.
 */
public interface Outbox {

    /** How many letters are claimed at most. */
    int MOST = 100;

    /**
     * Of the letters that are due those that have waited longest, in no order. A claimed one is due again a minute later, then after two, four
     * and so on up to six hours, until it is settled. After five days it is claimed no more.
     *
     * @param most how many; never more than {@value #MOST}
     */
    List<MailId> claim(int most);

    /**
     * What to write, and what makes {@code token} good for it from now on. Empty if there is nobody to write to: no active user
     * has the address, or it is verified by now. Of the tokens of one user for one thing the last five are good.
     */
    Optional<Letter> prepare(MailId letter, OneTimeToken token);

    /** Forgets the letter: it was sent, or nobody will take it. */
    void settle(MailId letter);
}
