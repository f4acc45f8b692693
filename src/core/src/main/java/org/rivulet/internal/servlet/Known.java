package org.rivulet.internal.servlet;

import java.security.Principal;
import java.util.Set;

/**
 * A caller that was authenticated by what the header tunnel has.
 *
 * @param principal the name of it
 * @param groups what it belongs to: each is a role of the same name, as servers have it by default
 */
record Known(Principal principal, Set<String> groups) {

    Known {
        groups = Set.copyOf(groups);
    }

    boolean isIn(String role) {
        return role.equals("**") || groups.contains(role);
    }
}
