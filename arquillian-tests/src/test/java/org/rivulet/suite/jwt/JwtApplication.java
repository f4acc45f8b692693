package org.rivulet.suite.jwt;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** Asks the server for MicroProfile JWT; a bean, since Payara looks for the annotation where CDI does. */
@ApplicationScoped
@ApplicationPath("/rest")
@LoginConfig(authMethod = "MP-JWT", realmName = "MP-JWT")
@DeclareRoles({"admin", "member"})
public class JwtApplication extends Application {}
