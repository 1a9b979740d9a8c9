/**
 * The commands under {@code ghostworks db} that a production server has too. Those of a checkout are found by {@link
 * io.ghostworks.migrations.command.CommandProvider}.
 *
 * <p>Start at {@link io.ghostworks.cli.database.DatabaseTask}. A command reads its options, asks {@code io.ghostworks.migrations}, and
 * prints; how a database is changed or judged is decided there.
 */
@NullMarked
package io.ghostworks.cli.database;

import org.jspecify.annotations.NullMarked;
