/**
 * What a browser is shown: the contract as OpenAPI and the page to read and try it. All of it comes out of the jar.
 */
@NullMarked
package io.ghostworks.api.page;

import org.jspecify.annotations.NullMarked;
