package org.rivulet.internal.codec;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * Walks through a JSON text that a binding has read or is about to refuse: it looks for ends and kinds, and does not validate. Many times
 * faster than a parser, which would read the text a second time. For one thread.
 */
final class JsonCursor {

    /** What a value is, by its first character. */
    enum Kind {
        OBJECT("an object"),
        ARRAY("an array"),
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("a boolean"),
        NULL("null");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Characters of a number: Java takes minutes for a million, since its time grows with their square. */
    static final int MAX_NUMBER = 1_000;

    /** Bindings go down on the stack, and overflow it at some hundreds. */
    static final int MAX_DEPTH = 200;

    private final String text;

    /** Of each object or array that is open, whether it is an array. */
    private final boolean[] arrays = new boolean[MAX_DEPTH];

    private int at;
    private int depth;

    JsonCursor(String text) {
        this.text = text;
    }

    /** What the next value is. */
    Kind kind() throws MalformedException {
        return switch (next()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> throw new MalformedException();
        };
    }

    /** Goes into the object or array that is next. */
    void enter() throws MalformedException {
        if (depth == MAX_DEPTH) throw new MalformedException("nested too deeply");
        arrays[depth++] = text.charAt(at++) == '[';
    }

    /** Whether there is one more in the object or array; goes out of it if not. */
    boolean hasMore() throws MalformedException {
        char c = next();
        if (c == ',') {
            at++;
            c = next();
        }
        if (c != '}' && c != ']') return true;
        leave();
        return false;
    }

    /** By the bracket that closes what is open: a parser that looks for the other one may never come to an end. */
    private void leave() throws MalformedException {
        if (depth == 0 || arrays[--depth] != (text.charAt(at++) == ']')) throw new MalformedException();
    }

    /** The name of the next property; goes to its value. */
    String name() throws MalformedException {
        String name = string();
        if (next() != ':') throw new MalformedException();
        at++;
        return name;
    }

    /** The string that is next; goes past it. */
    String string() throws MalformedException {
        if (next() != '"') throw new MalformedException();
        int start = at + 1;
        boolean plain = skipString();
        String string = text.substring(start, at - 1);
        return plain ? string : unescape(string);
    }

    /** Rare enough in what is looked at to leave it to a parser. */
    private static String unescape(String string) throws MalformedException {
        try (JsonReader reader = Json.createReader(new StringReader("[\"" + string + "\"]"))) {
            return reader.readArray().getString(0);
        } catch (JsonException e) {
            throw new MalformedException();
        }
    }

    /** Goes past the number that is next, and tells whether it is a whole one of so many bits. */
    boolean isWhole(int bits) throws MalformedException {
        int start = at;
        skipWord();
        try {
            long value = Long.parseLong(text, start, at, 10);
            int unused = 64 - bits;
            return value << unused >> unused == value;
        } catch (NumberFormatException e) {
            return false; // a fraction, an exponent, or more than a long holds
        }
    }

    /** Goes past any value. */
    void skip() throws MalformedException {
        int outside = depth;
        do {
            switch (next()) {
                case '{', '[' -> enter();
                case '}', ']' -> leave();
                case ',', ':' -> at++;
                case '"' -> skipString();
                default -> skipWord();
            }
        } while (depth > outside);
    }

    /** Whether nothing but white space is left. */
    boolean isAtEnd() {
        skipSpace();
        return at == text.length();
    }

    /** Goes past a string, and tells whether it is without escapes. */
    private boolean skipString() throws MalformedException {
        boolean plain = true;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return plain;
            }
            if (c == '\\') {
                plain = false;
                at++;
            }
        }
        throw new MalformedException();
    }

    /** Goes past a number, true, false or null. */
    private void skipWord() throws MalformedException {
        int start = at++;
        while (at < text.length() && " \t\n\r,:]}[{\"".indexOf(text.charAt(at)) < 0) at++;
        if (at - start > MAX_NUMBER)
            throw new MalformedException("a number of more than " + MAX_NUMBER + " characters");
    }

    private char next() throws MalformedException {
        skipSpace();
        if (at == text.length()) throw new MalformedException();
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) at++;
    }

    /** The white space of RFC 8259: no other control character may stand around a value. */
    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** No JSON; the binding has the words for it. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedException() {
            this("not JSON");
        }

        MalformedException(String what) {
            super(what, null, false, false);
        }
    }
}
