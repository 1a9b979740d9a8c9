/**
 * A connection inside a tenant: what travels around a statement, what stands in front of JDBC, and what its errors mean.
 *
 * <p>Start at {@link io.ghostworks.jooq.connection.Lease}, which is asked and told by the guards in front of a connection.
 * The one invariant: no statement reaches the server without a {@link io.ghostworks.jooq.connection.Context}, and what is
 * handed out does not lead to the connection below. {@code SqlErrors} alone reads SQLSTATEs. When a transaction begins and
 * ends does not belong here. Public for the packages beside this alone.
 */
@NullMarked
package io.ghostworks.jooq.connection;

import org.jspecify.annotations.NullMarked;
