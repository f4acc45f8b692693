package org.rivulet.internal.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the container and the handler that it upgrades to, and puts an {@link InputGate} before that handler's input. Public, and made without
 * arguments, because it is the container that makes it. Called by one thread of the container at a time.
 */
public final class GatedUpgrade implements HttpUpgradeHandler {

    // set by the thread that upgrades, before the container calls init
    private @Nullable HttpUpgradeHandler handler;
    private @Nullable InputGates gates;
    private Consumer<HttpUpgradeHandler> whenDestroyed = upgrade -> {};
    // set by init, before anything can end
    private volatile @Nullable GatedConnection connection;

    /** For the container. */
    public GatedUpgrade() {}

    void passOn(HttpUpgradeHandler handler, InputGates gates, Consumer<HttpUpgradeHandler> whenDestroyed) {
        this.handler = handler;
        this.gates = gates;
        this.whenDestroyed = whenDestroyed;
    }

    /**
     * GlassFish 7 and 8, Payara 6 and 7: who begins to listen is told of data that came with the handshake within that call. Tyrus begins before the connection is made, and
     * waits for that when it is told: for ever, as it is the same thread. So it begins when all is made.
     * https://github.com/eclipse-ee4j/tyrus/blob/2.1.5/containers/servlet/src/main/java/org/glassfish/tyrus/servlet/TyrusHttpUpgradeHandler.java
     */
    @Override
    public void init(WebConnection upgraded) {
        InputGates own = Objects.requireNonNull(gates);
        GatedConnection gated = gated(upgraded, own);
        connection = gated;
        own.during(gated, () -> handler().init(gated));
        gated.gate().listen();
    }

    private static GatedConnection gated(WebConnection upgraded, InputGates gates) {
        try {
            InputGate gate = gates.before(upgraded.getInputStream());
            return new GatedConnection(upgraded, gate, new OutputGuard(upgraded.getOutputStream(), gate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        GatedConnection gated = connection;
        if (gated != null) gated.end();
        try {
            handler().destroy();
        } finally {
            whenDestroyed.accept(this);
        }
    }

    private HttpUpgradeHandler handler() {
        return Objects.requireNonNull(handler, "not made by an upgrade of ours");
    }

    /**
     * The connection, with the gate before its input. Tyrus 2.1.5 asks for the output with its first write, and keeps it, which on GlassFish and Payara may be when it
     * belongs to another client's response already.
     */
    record GatedConnection(WebConnection connection, InputGate gate, OutputGuard output) implements WebConnection {

        void end() {
            gate.end();
            output.end();
        }

        @Override
        public InputGate getInputStream() {
            return gate;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return output;
        }

        @Override
        public void close() throws Exception {
            end();
            connection.close();
        }
    }
}
