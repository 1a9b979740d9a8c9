/**
 * The PostgreSQL adapter of the core's ports: a pool, the tenant context, and stores on generated jOOQ classes.
 *
 * <p>Start at {@link io.ghostworks.jooq.Database}. The one invariant: no statement reaches the server without a context,
 * which travels in the same network flush as the first statement and ends with its transaction. What foreign code leaves
 * on a connection is removed, or the connection is closed. {@link io.ghostworks.jooq.TenantTables} is the one opening for an embedding service's own tables, and
 * with {@link javax.sql.DataSource} the only place where jOOQ or JDBC shows. {@code SqlErrors} alone reads SQLSTATEs.
 * Safe for all threads, except what is handed out inside a door. Rules of the domain do not belong here.
 */
@NullMarked
package io.ghostworks.jooq;

import org.jspecify.annotations.NullMarked;
