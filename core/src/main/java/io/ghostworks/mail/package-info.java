/**
 * Letters to users: what they are about, where they wait, and who takes them.
 *
 * <p>Start at {@link io.ghostworks.mail.Outbox}. A letter is queued in the transaction that causes it, so that no outage loses
 * one, and its token is made when it is sent, so that no token is stored. What a letter says in words, and how it travels, is
 * the affair of a {@link io.ghostworks.mail.Post}. Safe for all threads.
 */
@NullMarked
package io.ghostworks.mail;

import org.jspecify.annotations.NullMarked;
