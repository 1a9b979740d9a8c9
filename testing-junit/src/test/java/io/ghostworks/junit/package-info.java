/** Tests of the test kit: what it gives, and classes that it must fail. */
@NullMarked
package io.ghostworks.junit;

import org.jspecify.annotations.NullMarked;
