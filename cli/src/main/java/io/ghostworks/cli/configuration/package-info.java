/**
 * What can be configured: each key, how its value is read, and what is said of one that cannot be used.
 *
 * <p>Start at {@link io.ghostworks.cli.configuration.ServerSettings}. The environment wins over the file; an unknown key is an error,
 * never a silent default; a message names the key and never repeats a secret. No command belongs here.
 */
@NullMarked
package io.ghostworks.cli.configuration;

import org.jspecify.annotations.NullMarked;
