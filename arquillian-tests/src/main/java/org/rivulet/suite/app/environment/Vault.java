package org.rivulet.suite.app.environment;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Checks its callers, where the server has Enterprise Beans. */
@Stateless
public class Vault {

    @Resource
    private SessionContext context;

    /** For administrators. */
    @RolesAllowed("admin")
    public String open() {
        return "open for " + context.getCallerPrincipal().getName();
    }
}
