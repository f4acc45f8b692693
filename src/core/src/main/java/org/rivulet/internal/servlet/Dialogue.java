package org.rivulet.internal.servlet;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** What a mechanism says of one request, instead of to the container. Nothing of it reaches the client. Owned by the request's thread. */
final class Dialogue extends HttpMessageContextWrapper {

    private final Subject subject = new Subject();
    private final HttpServletResponse response = MuteResponse.create();
    private HttpServletRequest request;
    private @Nullable Known known;

    Dialogue(HttpServletRequest request) {
        super(null); // there is no container behind it
        this.request = request;
    }

    @Nullable
    Known known() {
        return known;
    }

    @Override
    public boolean isProtected() {
        return false; // the endpoint says later whether it needs a caller
    }

    @Override
    public boolean isAuthenticationRequest() {
        return false;
    }

    @Override
    public boolean isRegisterSession() {
        return false;
    }

    @Override
    public void setRegisterSession(String caller, Set<String> groups) {
        // the container remembers nothing of it
    }

    @Override
    public void cleanClientSubject() {
        subject.getPrincipals().clear();
    }

    @Override
    public AuthenticationParameters getAuthParameters() {
        return new AuthenticationParameters();
    }

    @Override
    public Subject getClientSubject() {
        return subject;
    }

    @Override
    public HttpServletRequest getRequest() {
        return request;
    }

    @Override
    public void setRequest(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public HttpMessageContext withRequest(HttpServletRequest request) {
        setRequest(request);
        return this;
    }

    @Override
    public HttpServletResponse getResponse() {
        return response;
    }

    @Override
    public void setResponse(HttpServletResponse response) {
        // nothing is sent
    }

    @Override
    public AuthenticationStatus redirect(String location) {
        return AuthenticationStatus.SEND_CONTINUE;
    }

    @Override
    public AuthenticationStatus forward(String path) {
        return AuthenticationStatus.SEND_CONTINUE;
    }

    @Override
    public AuthenticationStatus responseUnauthorized() {
        return AuthenticationStatus.SEND_FAILURE;
    }

    @Override
    public AuthenticationStatus responseNotFound() {
        return AuthenticationStatus.SEND_FAILURE;
    }

    @Override
    public AuthenticationStatus notifyContainerAboutLogin(String caller, Set<String> groups) {
        return notifyContainerAboutLogin(new CallerPrincipal(caller), groups);
    }

    @Override
    public AuthenticationStatus notifyContainerAboutLogin(Principal caller, @Nullable Set<String> groups) {
        known = new Known(caller, groups == null ? Set.of() : groups);
        return AuthenticationStatus.SUCCESS;
    }

    @Override
    public AuthenticationStatus notifyContainerAboutLogin(CredentialValidationResult result) {
        if (result.getStatus() != CredentialValidationResult.Status.VALID) return AuthenticationStatus.SEND_FAILURE;
        return notifyContainerAboutLogin(result.getCallerPrincipal(), result.getCallerGroups());
    }

    @Override
    public AuthenticationStatus doNothing() {
        known = null;
        return AuthenticationStatus.NOT_DONE;
    }

    @Override
    public @Nullable Principal getCallerPrincipal() {
        return known == null ? null : known.principal();
    }

    @Override
    public Set<String> getGroups() {
        return known == null ? Set.of() : known.groups();
    }
}
