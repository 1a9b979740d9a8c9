/** Tests of the auto-configuration, with the versions of this build; examples/spring-boot has Boot's. */
@NullMarked
package io.ghostworks.spring;

import org.jspecify.annotations.NullMarked;
