/**
 * How letters get to people: as files for a mail server to pick up, or over SMTP.
 *
 * <p>Start at {@link io.ghostworks.cli.mail.MailLoop}, which empties the queue of the database. What a letter says is in the
 * templates beside this package; {@link io.ghostworks.cli.mail.Messages} fills them in. No token is ever logged. Safe for all
 * threads. When a letter is due, and what its token is good for, does not belong here.
 */
@NullMarked
package io.ghostworks.cli.mail;

import org.jspecify.annotations.NullMarked;
