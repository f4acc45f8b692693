package org.rivulet.internal.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the container and the handler that it upgrades to, and puts an {@link InputGate} before that handler's input. Public, and made without
 * arguments, because it is the container that makes it. Called by one thread of the container at a time.
 */
public final class GatedUpgrade implements HttpUpgradeHandler {

    // set by the thread that upgrades, before the container calls init
    private @Nullable HttpUpgradeHandler handler;
    private @Nullable InputGates gates;
    // set by init, before anything can end
    private volatile @Nullable InputGate gate;

    /** For the container. */
    public GatedUpgrade() {}

    void passOn(HttpUpgradeHandler handler, InputGates gates) {
        this.handler = handler;
        this.gates = gates;
    }

    @Override
    public void init(WebConnection connection) {
        InputGates own = Objects.requireNonNull(gates);
        InputGate made = gateOf(connection, own);
        gate = made;
        own.during(made, () -> handler().init(new GatedConnection(connection, made)));
    }

    private static InputGate gateOf(WebConnection connection, InputGates gates) {
        try {
            return gates.before(connection.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        InputGate made = gate;
        if (made != null) made.end();
        handler().destroy();
    }

    private HttpUpgradeHandler handler() {
        return Objects.requireNonNull(handler, "not made by an upgrade of ours");
    }

    /** The connection, with the gate before its input. */
    private record GatedConnection(WebConnection connection, InputGate gate) implements WebConnection {

        @Override
        public InputGate getInputStream() {
            return gate;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return connection.getOutputStream();
        }

        @Override
        public void close() throws Exception {
            gate.end();
            connection.close();
        }
    }
}
