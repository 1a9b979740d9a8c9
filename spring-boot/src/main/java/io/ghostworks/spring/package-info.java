/**
 * Ghostworks in a Spring Boot application, by auto-configuration.
 *
 * <p>Start at {@link io.ghostworks.spring.GhostworksAutoConfiguration}; what can be configured is in {@link
 * io.ghostworks.spring.GhostworksProperties}. In a web application a request names its tenant, and {@link
 * io.ghostworks.spring.TenantFilter} lets it in as a member of it or not at all. What does not need Spring does not belong here.
 */
@NullMarked
package io.ghostworks.spring;

import org.jspecify.annotations.NullMarked;
