/**
 * Tests of the HTTP contract: a real client against the real server on a real database.
 *
 * <p>Start at {@link io.ghostworks.api.ApiClient}. Every response that any test receives is checked against openapi.json by
 * {@link io.ghostworks.api.OpenApi}, so a test says only what the document cannot.
 */
@NullMarked
package io.ghostworks.api;

import org.jspecify.annotations.NullMarked;
