package org.rivulet.internal.model;

import java.util.Locale;

/** What a client, or an application's word on it, may be in a line of the log: one line, of a length that a log can bear. */
public final class LogWords {

    private static final int MOST = 500;

    private LogWords() {}

    /** The text with its control characters and line separators escaped, cut where it gets long. */
    public static String of(String text) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MOST); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) words.append(c);
            else words.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return text.length() > MOST ? words + "..." : words.toString();
    }

    /** Some terminals obey also those from 80 to 9f; some viewers break lines at what Unicode calls separators, and write backwards. */
    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> false;
            default -> true;
        };
    }
}
