package org.rivulet.examples.chat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** A chat room: what one client posts, every connected client gets. */
@StreamService
public class Chat {

    record ChatHandshake(String id) {}

    /** What a client posts. */
    public record PostMessage(String username, String msg) {}

    /** What every client gets. */
    public record ChatMessage(String userID, String username, String msg) {}

    private final ConcurrentMap<String, StreamInOut<PostMessage, ChatMessage>> connected = new ConcurrentHashMap<>();

    @StreamEndpoint(path = "/chat", expose = true)
    void chat(ChatHandshake handshake, StreamInOut<PostMessage, ChatMessage> stream) {
        connected.put(handshake.id(), stream);
        try {
            for (PostMessage post : stream) {
                broadcast(new ChatMessage(handshake.id(), post.username(), post.msg()));
            }
        } finally {
            connected.remove(handshake.id(), stream);
        }
    }

    private void broadcast(ChatMessage message) {
        connected.forEach((id, stream) -> {
            try {
                stream.send(message);
            } catch (StreamClosedException gone) {
                connected.remove(id, stream);
            }
        });
    }
}
