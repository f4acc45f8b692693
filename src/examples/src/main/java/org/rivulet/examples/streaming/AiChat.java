package org.rivulet.examples.streaming;

import static java.lang.System.Logger.Level.INFO;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Answers every prompt letter by letter: each message is the answer so far. */
@StreamService
public class AiChat {

    private static final System.Logger LOG = System.getLogger(AiChat.class.getName());

    record AiHandshake(String model) {}

    /** A question. */
    public record Prompt(String prompt) {}

    /** The answer so far. */
    public record Answer(String message, boolean done) {}

    @StreamEndpoint(path = "/ai-chat", expose = true)
    void aiChat(AiHandshake handshake, StreamInOut<Prompt, Answer> stream) throws InterruptedException {
        LOG.log(INFO, "{0} is listening", handshake.model());
        for (Prompt prompt : stream) {
            int[] letters = answerTo(prompt).codePoints().toArray();
            for (int n = 0; n <= letters.length; n++) {
                Thread.sleep(50);
                boolean done = n == letters.length;
                stream.send(new Answer(new String(letters, 0, n), done));
            }
        }
    }

    private static String answerTo(Prompt prompt) {
        String reversed = new StringBuilder(prompt.prompt()).reverse().toString();
        return "The reversed of what you just wrote is: " + reversed;
    }
}
