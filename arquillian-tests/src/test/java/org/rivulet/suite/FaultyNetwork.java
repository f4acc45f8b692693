package org.rivulet.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server that has faults. What it says of either side's end it says to the other. Thread-safe. */
final class FaultyNetwork implements AutoCloseable {

    private final URI server;
    private final Fault toServer;
    private final Fault toClient;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** A way to the host and port of a server, with a fault for each direction. */
    FaultyNetwork(URI server, Fault toServer, Fault toClient) throws IOException {
        this.server = server;
        this.toServer = toServer;
        this.toClient = toClient;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        background(this::accept);
    }

    /** Where the server seems to be. */
    URI uri() {
        return URI.create(
                server.toString().replace(server.getAuthority(), server.getHost() + ":" + entrance.getLocalPort()));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                System.getLogger("org.rivulet.suite").log(System.Logger.Level.DEBUG, "a connection has ended", e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            Socket link = new Socket(server.getHost(), server.getPort());
            for (Socket socket : List.of(client, link)) {
                socket.setTcpNoDelay(true);
                sockets.add(socket);
            }
            if (entrance.isClosed()) close(); // which may have missed these
            background(() -> carry(toServer, client, link));
            background(() -> carry(toClient, link, client));
        }
    }

    private static void carry(Fault fault, Socket from, Socket to) throws IOException, InterruptedException {
        Fault.Outcome outcome;
        try {
            outcome = fault.carry(from.getInputStream(), to.getOutputStream());
        } catch (SocketException e) {
            outcome = Fault.Outcome.RESET;
        }
        switch (outcome) {
            case PASSED -> to.shutdownOutput();
            case STALLED -> {} // until this is closed
            case CUT -> end(false, from, to);
            case RESET -> end(true, from, to);
        }
    }

    private static void end(boolean reset, Socket... sockets) throws IOException {
        for (Socket socket : sockets) {
            if (socket.isClosed()) continue;
            if (reset) socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        end(false, sockets.toArray(Socket[]::new));
    }
}
