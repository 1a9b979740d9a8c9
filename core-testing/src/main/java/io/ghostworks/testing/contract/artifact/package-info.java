/**
 * What a store of artifacts does, by theme: {@code ArtifactStoreContract} is all of them. What words are is in
 * {@code ArtifactWordsContract}, every other filter in {@code ArtifactSearchContract}.
 */
@NullMarked
package io.ghostworks.testing.contract.artifact;

import org.jspecify.annotations.NullMarked;
