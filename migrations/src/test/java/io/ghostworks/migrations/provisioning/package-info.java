/** What needs no database. What does is tested in build-tools, which has one. */
@NullMarked
package io.ghostworks.migrations.provisioning;

import org.jspecify.annotations.NullMarked;
