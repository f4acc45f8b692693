package org.rivulet.auth;

import io.undertow.security.idm.Account;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.security.Principal;
import java.util.List;
import java.util.Set;

/**
 * A login for the embedded server, which has none: a request comes from whom it says, with the roles that it says, as in {@code X-Caller:
 * ada admin member}.
 */
public final class Login implements ServletExtension {

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInnerHandlerChainWrapper(Login::before);
    }

    private static HttpHandler before(HttpHandler next) {
        return exchange -> {
            String caller = exchange.getRequestHeaders().getFirst("X-Caller");
            if (caller != null) {
                List<String> words = List.of(caller.split(" "));
                Account account = new Caller(words.get(0), Set.copyOf(words.subList(1, words.size())));
                exchange.getSecurityContext().authenticationComplete(account, "TEST", false);
            }
            next.handleRequest(exchange);
        };
    }

    private record Caller(String name, Set<String> roles) implements Account, Principal {

        private static final long serialVersionUID = 1;

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Principal getPrincipal() {
            return this;
        }

        @Override
        public Set<String> getRoles() {
            return roles;
        }
    }
}
