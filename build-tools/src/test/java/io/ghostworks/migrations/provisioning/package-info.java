/** The roles and the database on a real PostgreSQL. */
@NullMarked
package io.ghostworks.migrations.provisioning;

import org.jspecify.annotations.NullMarked;
