package org.rivulet.internal.model;

/** Where a JSON value ends. JSON Binding and JSON Processing read one value and do not look at what follows. */
public final class JsonText {

    private JsonText() {}

    /** Whether nothing but white space follows the first value of a text that a parser has accepted. */
    public static boolean isOneValue(String text) {
        int end = end(text, skipSpace(text, 0));
        return skipSpace(text, end) == text.length();
    }

    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> i = endOfString(text, i);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ' ', '\t', '\n', '\r' -> {
                    if (depth == 0) return i;
                    continue;
                }
                default -> {
                    continue;
                }
            }
            if (depth == 0) return i + 1;
        }
        return text.length();
    }

    private static int endOfString(String text, int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '"') i += text.charAt(i) == '\\' ? 2 : 1;
        return i;
    }

    private static int skipSpace(String text, int start) {
        int i = start;
        while (i < text.length() && " \t\n\r".indexOf(text.charAt(i)) >= 0) i++;
        return i;
    }
}
