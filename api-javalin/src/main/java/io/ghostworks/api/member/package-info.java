/**
 * Who belongs to a workspace, and as what: {@link io.ghostworks.api.member.MemberRoutes}. Who may change it is decided in the
 * core.
 */
@NullMarked
package io.ghostworks.api.member;

import org.jspecify.annotations.NullMarked;
