package org.rivulet.suite.app.environment;

import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Writes to the {@link Ledger}. */
@StreamService
public class Accounts {

    @Inject
    private Ledger ledger;

    /** A transaction for each message: the bean's. */
    @StreamEndpoint(path = "/accounts/{key}", expose = true)
    void each(Visit visit, StreamInOut<String, Integer> stream) {
        ledger.prepare();
        for (String command : stream) {
            switch (command) {
                case "add" -> ledger.add(visit.key());
                case "fail" -> addAndFail(visit.key());
                default -> throw new IllegalArgumentException(command);
            }
            stream.send(ledger.count(visit.key()));
        }
    }

    private void addAndFail(String key) {
        try {
            ledger.addAndFail(key);
        } catch (IllegalStateException expected) {
            if (!"after the row".equals(expected.getMessage())) throw expected;
        }
    }

    /** One transaction for the whole stream: the handler's. */
    @Transactional
    @StreamEndpoint(path = "/accounts/whole/{key}", expose = true)
    void whole(Visit visit, StreamInOut<String, Integer> stream) {
        ledger.prepare();
        for (String command : stream) {
            if (command.equals("end")) return;
            if (!command.equals("add")) throw new IllegalArgumentException(command);
            ledger.add(visit.key());
            stream.send(ledger.count(visit.key()));
        }
    }

    /** What is committed. */
    @StreamEndpoint(path = "/accounts/{key}/balance", expose = true)
    void balance(Visit visit, StreamInOut<String, Integer> stream) {
        for (String ignored : stream) stream.send(ledger.count(visit.key()));
    }
}
