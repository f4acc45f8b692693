package org.rivulet.suite.app;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Fails with what nobody is meant to catch, where a message says so: {@code decoder stack} fails in the decoder. */
@StreamService
public class Faults {

    private static final String MEMORY = " memory";
    private static final String STACK = " stack";

    /** A message that is its text. */
    public record Word(String text) {}

    /** Reads words. */
    public static class WordDecoder implements Decoder.Text<Word> {

        @Override
        public Word decode(String text) {
            fail("decoder", text);
            return new Word(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    /** Writes words. */
    public static class WordEncoder implements Encoder.Text<Word> {

        @Override
        public String encode(Word word) {
            fail("encoder", word.text());
            return word.text();
        }
    }

    @StreamEndpoint(path = "/faults", expose = true, decoders = WordDecoder.class, encoders = WordEncoder.class)
    void faults(StreamInOut<Word, Word> stream) {
        for (Word word : stream) {
            fail("handler", word.text());
            stream.send(word);
        }
    }

    private static void fail(String place, String text) {
        if (text.equals(place + MEMORY)) throw new OutOfMemoryError("simulated");
        if (text.equals(place + STACK)) throw new IllegalStateException("no end, but " + deeper(0));
    }

    /** Until the stack is full. */
    @SuppressWarnings("InfiniteRecursion") // that is the fault
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }
}
